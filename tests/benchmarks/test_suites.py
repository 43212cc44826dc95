"""Building, growing, weighing: small runs that must tell the truth about what they did."""

import json

import pytest

from analysis.corpus.store import add_sources, open_corpus
from benchmarks import building, cluster, encodings, growing, grown, pages, resampled, space, stages
from benchmarks.corpora import corpora
from benchmarks.inputs import Inputs
from benchmarks.texts import SEEDS, Sample
from benchmarks.timing import limited


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    scratch = tmp_path_factory.mktemp("suites")
    source = resampled.read_source([SEEDS])
    resampled.write(resampled.documents(source, 40, seed=6), scratch / "files")
    add_sources(scratch / "corpus", [scratch / "files"])
    return scratch / "corpus"


@pytest.fixture
def sample(tmp_path):
    (tmp_path / "总结.txt").write_text("扎实开展主题教育。整改三项。", encoding="utf-8")
    return Sample("a folder", (tmp_path,), repeats=1)


def test_building_is_compared_with_cutting_the_same_texts(sample):
    results = building.measure(Inputs((sample,)))
    assert results[0].on == "a folder: 1 documents, 14 characters"
    assert results[0].ratio > 0
    assert not any(result.goal for result in results)  # too small for the goals
    assert len({result.what for result in results}) == len(results)


def test_a_corpus_is_made_where_none_is_given(folder):
    with corpora(Inputs((Sample("the seeds", (SEEDS,), repeats=1),), documents=7)) as made:
        assert len(open_corpus(made[0]).document_names) == 7
    assert not made[0].exists()
    with corpora(Inputs((), corpora=(folder,))) as given:
        assert given == (folder,)


def test_a_copy_is_changed_and_the_corpus_stays(folder):
    before = {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()}
    lines = growing.measure(Inputs((), corpora=(folder,)))
    assert {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()} == before
    assert [path.name for path in folder.parent.iterdir()].count("corpus") == 1
    assert not list(folder.parent.glob(".growing-*"))
    assert lines[0].what == "whole build, reckoned"
    assert lines[-1].what == "opening after any of these, at most"
    changed = [line for line in lines if line.plain]
    assert [line.what for line in changed] == [
        "adding 10 documents",
        "removing 10 documents",
        "other metadata for a document, 10 times, the slowest of 10",
        "adding 10 documents 10 times, the slowest of 10",
        "another word for a theme",
        "one more organisation to look for",
        "one more word in the dictionary",
    ]
    assert {line.on for line in lines} == {lines[0].on}
    assert lines[0].on.startswith("40 documents, 0.0 million")


def test_every_step_does_what_it_says(folder, tmp_path):
    target = tmp_path / "corpus"
    add_sources(target, [folder.parent / "files"])
    sizes, themes, seen = [], [], set()
    for _, what, change in _steps(target, tmp_path):
        step = grown._step(what, target, change)
        corpus = open_corpus(target)
        sizes.append(len(corpus.document_names))
        themes.append(grown.WORD.term in corpus.themes[0].terms)
        seen.add(step.what)
        assert step.seconds > 0
        assert step.processor > 0
        assert step.written > 1000
    assert sizes == [50, *[40] * 11, *range(50, 150, 10), 140, 140, 140]
    assert themes == [False] * 22 + [True] * 3
    assert corpus.settings.organisations == (grown.OFFICE,)
    assert corpus.settings.user_words == (grown.WORD,)
    assert len(seen) == 7


def _steps(target, scratch):
    source = resampled.read_source([SEEDS])
    for turn in range(grown.TIMES + 1):
        resampled.write(
            resampled.documents(source, grown.TEN, seed=50 + turn), scratch / "new" / str(turn)
        )
    corpus = open_corpus(target)
    documents = grown._documents(target, corpus, scratch / "new")
    return [*documents, *grown._settings(target, corpus)]


def test_the_bytes_of_a_folder_are_all_told(folder):
    lines = space.measure(Inputs((), corpora=(folder,)))
    told = sum(float(line.ours.partition("(")[2].partition(" MB")[0]) for line in lines)
    files = [path for path in folder.rglob("*") if path.is_file()]
    assert told == pytest.approx(sum(path.stat().st_size for path in files) / 1e6, rel=0.005)
    assert [line.what.partition(",")[0] for line in lines] == ["Parquet", "index", "manifest"]


def test_the_stages_are_shares_of_the_whole(sample):
    *parts, whole = stages.measure(Inputs((sample,)))
    assert whole.what == "all of these"
    assert whole.ours.endswith(", 100%")
    shares = [int(line.ours.rpartition(" ")[2][:-1]) for line in parts]
    assert sum(shares) == pytest.approx(100, abs=len(shares) / 2)
    assert {line.on for line in parts} == {"a folder: 1 documents, 14 characters"}


def test_a_cluster_is_started_used_and_ended(sample, capfd):
    lines = cluster.measure(Inputs((sample,)))
    assert [line.what for line in lines] == [
        "starting a scheduler and 2 workers",
        "cluster of 2; plain: --workers 2",
        "--workers 2; plain: one process",
    ]
    assert all(line.ratio > 0 for line in lines[1:])


def test_a_limit_is_kept_or_missed():
    assert limited("opening", "", 0.3, 0.3).met
    assert not limited("opening", "", 0.31, 0.3).met


def test_a_process_that_grows_tells_all_of_its_steps(folder, tmp_path, capsys):
    target = tmp_path / "corpus"
    add_sources(target, [folder.parent / "files"])
    grown.main(str(target), grown.DOCUMENTS)
    told = json.loads(capsys.readouterr().out)
    assert told["documents"] == 40
    assert len(told["steps"]) == 2 + grown.TEN + grown.TIMES
    assert told["whole"] > 0


def test_cuts_are_read_beside_other_detectors(monkeypatch):
    monkeypatch.setattr(encodings, "CUTS", 3)
    monkeypatch.setattr(encodings, "LENGTHS", (10, 30))
    monkeypatch.setattr(encodings, "KINDS", encodings.KINDS[1:3])
    lines = encodings.measure(Inputs((Sample("the seeds", (SEEDS,), repeats=1),)))
    assert len(lines) == 2 * len(encodings.KINDS) + 1
    assert {line.ours for line in lines[:-1]} == {"100%"}
    assert all(line.met for line in lines)
    assert lines[-1].what == "time for 30 characters of gbk"


def test_a_detector_is_taken_at_its_widest_family():
    assert encodings._by_name("㐀工会".encode("gb18030"), "GB2312") == "㐀工会"
    assert encodings._by_name(b"abc", None) is None
    assert encodings._by_name(b"abc", "no such encoding") is None


SENTENCE = "各级工会组织深入基层开展调查研究，推动解决职工群众的急难愁盼问题，取得了实际成效。"


@pytest.fixture
def saved(tmp_path):
    (tmp_path / "html").mkdir()
    (tmp_path / "text").mkdir()
    for name in ("a", "b", "c"):
        source = f"<html><a href=/>首页</a><div id=zoom><p>{SENTENCE}</p></div>{name}</html>"
        (tmp_path / "html" / f"{name}.html").write_text(source, encoding="gb18030")
        (tmp_path / "text" / f"{name}.txt").write_text(SENTENCE, encoding="utf-8")
    rows = "file\tsite\nc.html\t3\na.html\t1\nb.html\t2\n"
    (tmp_path / "manifest.tsv").write_text(rows, encoding="utf-8")
    return tmp_path


def test_pages_are_scored_beside_others(saved):
    assert [page.is_held_out for page in pages.load(saved)] == [False, False, True]
    lines = pages.measure(Inputs((), pages=(saved,)))
    assert [line.on.partition(": ")[2] for line in lines[:3]] == ["3 pages", "2 pages", "1 pages"]
    assert [line.what for line in lines[::3]][:4] == [
        "main text",
        "main text, without selectors",
        "whole import",
        "whole import, without selectors",
    ]
    assert lines[-1].what == "all text"
    assert all(line.ours.startswith("mean 1.000, median 1.000, worst 1.000") for line in lines[:12])
    assert lines[0].goal
    assert lines[0].met
    worse = [line for line in lines[-3:] if not line.ours.startswith("mean 1.000")]
    assert len(worse) == 3
    assert pages.measure(Inputs(())) == []


def test_agreement_counts_runs_of_four_characters():
    assert pages.f1("一二三四五", "一二三四六") == 0.5
    assert pages.f1("一二 三四\n", "一二三四") == 1.0
    assert pages.f1("一二三", "一二三") == 0.0
