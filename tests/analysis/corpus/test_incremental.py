"""A change touches what it changes: shown by what is read and written, not by time."""

from __future__ import annotations

import random
import shutil
import zipfile
from collections.abc import Callable
from dataclasses import astuple, replace
from pathlib import Path
from typing import NamedTuple

import numpy as np
import pandas as pd
import pytest

from analysis.corpus.build import build_corpus
from analysis.corpus.changes import (
    change_metadata,
    change_settings,
    remove_documents,
    rewrite_documents,
    turn_off,
)
from analysis.corpus.corpus import Corpus
from analysis.corpus.counts import sum_terms
from analysis.corpus.segments import batch
from analysis.corpus.storage import (
    counting,
    division,
    files,
    index_names,
    indexes,
    jobs,
    packing,
    writer,
)
from analysis.corpus.storage.index_names import INDEX, further_name
from analysis.corpus.storage.manifest import MANIFEST, Manifest, read_manifest
from analysis.corpus.store import add_documents, add_sources, open_corpus
from analysis.errors import UnknownNameError
from analysis.ingest import undo
from analysis.ingest.documents import read_pasted
from analysis.ingest.sources import SourceReference
from analysis.schema import Document, ImportOptions, Metadata, Settings
from analysis.tables.frequency import FrequencyOptions, frequency
from tests.analysis.corpus.papers import (
    OTHER_ORGANISATIONS,
    OTHER_THEMES,
    OTHER_WORDS,
    SETTINGS,
    content,
    name,
    paper,
    papers,
    write_papers,
)

MANY = 1e9


class Touched(NamedTuple):
    """What a change read and wrote."""

    parquet: set[str]
    """Parquet files that were read."""
    annotated: list[str]
    """Names of the documents that were annotated."""
    new: set[str]
    """Files that were not there before; files that were there are the same ones."""


@pytest.fixture
def small(monkeypatch):
    """Segments of a few documents, two of them full."""
    monkeypatch.setattr(division, "JOB_BYTES", 2300)
    monkeypatch.setattr(packing, "SMALL", 150)
    monkeypatch.setattr(packing, "FULL", 500)
    monkeypatch.setattr(counting, "FURTHER", MANY)


@pytest.fixture
def folder(tmp_path: Path, small) -> Path:
    add_documents(tmp_path / "corpus", papers(range(12)), SETTINGS)
    manifest = read_manifest(tmp_path / "corpus")
    assert [segment.documents for segment in manifest.segments] == [6, 6]
    return tmp_path / "corpus"


@pytest.fixture
def touched(folder: Path, monkeypatch) -> Callable[[Callable[[], object]], Touched]:
    def watch(change: Callable[[], object]) -> Touched:
        read: set[str] = set()
        annotated: list[str] = []
        read_table, cut = indexes.parquet.read_table, batch.cut

        def reading(path: Path):
            read.add(path.name)
            return read_table(path)

        def cutting(documents, annotator):
            annotated.extend(document.name for document in documents)
            return cut(documents, annotator)

        with monkeypatch.context() as patch:
            patch.setattr(indexes.parquet, "read_table", reading)
            for module in (batch, jobs):
                patch.setattr(module, "cut", cutting)
            before = state(folder)
            change()
        after = state(folder)
        assert all(after[file] == before[file] for file in after.keys() & before.keys())
        return Touched(read, annotated, after.keys() - before.keys())

    return watch


def state(folder: Path) -> dict[str, tuple[int, int]]:
    """Return inode and time of every file but the manifest, which is always a new one."""
    found = {}
    for place in (folder, folder / INDEX):
        for file in place.iterdir():
            if file.is_file() and file.name not in {MANIFEST, ".lock"}:
                stat = file.stat()
                found[file.name] = stat.st_ino, stat.st_mtime_ns
    return found


def parts(names: set[str]) -> list[str]:
    return sorted(name.rpartition("-")[0] for name in names)


TABLES = sorted(table for tables in files.TABLES.values() for table in tables)
OF_A_SEGMENT = ["counts", "names", "texts", "themes", "words"]


def big(manifest: Manifest) -> set[str]:
    """Return the files of the segments that are full."""
    return {file for segment in manifest.segments[:2] for file in segment.files.values()}


def counts_later_words(corpus: Corpus) -> bool:
    """Return whether words that came later stand as strings in some segment."""
    further = corpus.numbers.further
    return any(len(further.entries(n).rows) for n in range(len(corpus.layout.segments)))


def assert_further_words_are_counted_alike(folder: Path) -> None:
    """Fail unless what was counted step by step is, to the byte, what is counted at once."""
    manifest = read_manifest(folder)
    file = folder / INDEX / further_name(manifest.segments, manifest.vocabulary)
    before = file.read_bytes()
    file.unlink()
    open_corpus(folder)
    assert file.read_bytes() == before


def assert_equals_fresh(folder: Path, documents: list[Document], settings: Settings = SETTINGS):
    assert content(open_corpus(folder)) == content(build_corpus(documents, settings))


def test_adding_writes_its_own_segment_and_reads_no_other(folder: Path, touched):
    segments = read_manifest(folder).segments
    seen = touched(lambda: add_documents(folder, papers(range(20, 23))))
    assert seen.annotated == [name(number) for number in (20, 21, 22)]
    assert seen.parquet == set()
    assert parts(seen.new) == sorted([*TABLES, *OF_A_SEGMENT, "further"])
    assert read_manifest(folder).segments[: len(segments)] == segments
    assert_equals_fresh(folder, papers([*range(12), 20, 21, 22]))


def test_adding_maps_little_of_the_others(folder: Path, monkeypatch):
    """Of segments that were there: texts, and where new words stand in them; no counts."""
    add_documents(folder, papers([20]))
    old = read_manifest(folder).segments
    mapped: set[str] = set()
    map_arrays = indexes.map_arrays

    def mapping(path: Path):
        mapped.add(path.name)
        return map_arrays(path)

    monkeypatch.setattr(indexes, "map_arrays", mapping)
    add_documents(folder, papers(range(21, 24)))
    stayed = [one for one in read_manifest(folder).segments if one in old]
    assert len(stayed) >= 2
    of_old = {name for one in stayed for name in index_names.part_names(one).values()}
    assert set(parts(mapped & of_old)) == {"names", "texts", "words"}
    base = read_manifest(folder).vocabulary
    assert not mapped & {index_names.counts_name(one, base) for one in stayed}
    mapped.clear()
    remove_documents(folder, [name(1)])
    assert set(parts(mapped)) == {"further", "texts", "vocabulary", "words"}


@pytest.mark.parametrize(("further", "holed"), [(MANY, 0.25), (0, 0.25), (0, 0.1)])
def test_words_of_documents_that_are_gone_are_counted_as_strings(
    folder: Path, further: float, holed: float, monkeypatch
):
    """The base goes on, with words that are none any more: as if they had never been words."""
    monkeypatch.setattr(counting, "FURTHER", further)
    monkeypatch.setattr(packing, "HOLED", holed)
    rare = "葡萄"
    later = replace(paper(21), text=RARELY, simplified=RARELY, folded=RARELY)
    add_documents(folder, [later, *papers(range(30, 36))])
    base = read_manifest(folder).vocabulary
    documents = [*papers(range(12)), *papers(range(30, 36))]
    remove_documents(folder, [later.name])
    corpus = open_corpus(folder)
    assert read_manifest(folder).vocabulary == base
    assert (rare in corpus.terms) is (further == 0)  # what came later goes with its document
    fresh = build_corpus(documents, SETTINGS)
    assert rare not in fresh.terms
    for given in (None, (rare, "急难", "材料")):
        found, expected = (
            frequency(
                one,
                np.ones(len(one.sentences), dtype=bool),
                options=FrequencyOptions(terms=given, limit=None),
            )
            for one in (corpus, fresh)
        )
        pd.testing.assert_frame_equal(found, expected)


def test_a_base_of_which_little_is_left_is_made_anew(folder: Path):
    before = read_manifest(folder).vocabulary
    remove_documents(folder, [name(number) for number in range(2)])
    assert read_manifest(folder).vocabulary == before
    remove_documents(folder, [name(number) for number in range(2, 9)])
    assert read_manifest(folder).vocabulary != before
    fresh = build_corpus(papers(range(9, 12)), SETTINGS)
    assert open_corpus(folder).terms == fresh.terms


def test_a_writer_goes_on_with_the_base_of_a_reader(folder: Path):
    """Where the index was lost, readers count by a base of their own; nothing is counted twice."""
    add_documents(folder, papers([20]))
    shutil.rmtree(folder / INDEX)
    open_corpus(folder)
    before = state(folder)
    add_documents(folder, papers(range(21, 24)))
    new = state(folder).keys() - before.keys()
    assert parts(new).count("counts") == 1
    assert_equals_fresh(folder, papers([*range(12), *range(20, 24)]))


def test_adding_little_reads_little(folder: Path, touched):
    add_documents(folder, papers([20]))
    full = big(read_manifest(folder))
    seen = touched(lambda: add_documents(folder, papers([21])))
    assert seen.annotated == [name(21)]
    assert seen.parquet  # the small neighbour, which becomes one with the new one
    assert not seen.parquet & full
    assert_equals_fresh(folder, papers([*range(12), 20, 21]))


def test_removing_annotates_nothing_and_writes_no_segment(folder: Path, touched):
    segments = read_manifest(folder).segments
    seen = touched(lambda: remove_documents(folder, [name(1)]))
    assert seen == Touched(set(), [], set())
    assert read_manifest(folder).segments == segments
    assert [piece[1:] for piece in read_manifest(folder).pieces[:2]] == [(0, 1), (2, 6)]
    assert_equals_fresh(folder, papers([0, *range(2, 12)]))


def test_a_segment_with_many_removed_documents_is_written_anew(folder: Path, touched):
    first, *others = read_manifest(folder).segments
    gone = [name(number) for number in range(first.documents - 1)]
    seen = touched(lambda: remove_documents(folder, gone))
    assert seen.annotated == []
    unread = first.files["vocabulary"]  # counted from the words
    assert seen.parquet == {*first.files.values()} - {unread}
    manifest = read_manifest(folder)
    assert manifest.segments[1:] == tuple(others)
    assert manifest.segments[0].documents == 1
    assert_equals_fresh(folder, papers(range(first.documents - 1, 12)))


def test_retagging_annotates_one_document(folder: Path, touched):
    known = Metadata(title="重庆市总工会2020年工作总结", date="2020")
    segments = read_manifest(folder).segments
    seen = touched(lambda: change_metadata(folder, {name(1): known}))
    assert seen.annotated == [name(1)]
    assert seen.parquet == set()
    assert parts(seen.new) == sorted([*TABLES, *OF_A_SEGMENT, "further"])
    assert read_manifest(folder).segments[: len(segments)] == segments
    documents = papers(range(12))
    documents[1] = replace(documents[1], metadata=known)
    assert_equals_fresh(folder, documents)


def test_several_documents_are_retagged_in_one_write(folder: Path):
    known = {name(1): Metadata(title="甲"), name(4): Metadata(title="乙", date="2020")}
    before, names = read_manifest(folder), open_corpus(folder).document_names.tolist()
    change_metadata(folder, known)
    corpus = open_corpus(folder)
    found = {
        doc.name: doc.metadata for doc in corpus.documents if doc.metadata.title in {"甲", "乙"}
    }
    assert found == known
    assert corpus.document_names.tolist() == names
    assert read_manifest(folder).version == before.version + 1


def test_what_cleaning_removed_is_put_back(tmp_path: Path, small):
    footer = "版权所有：重庆市总工会办公室"
    documents = papers(range(4))
    twin = read_pasted(f"{documents[1].text}\n{footer}", name="带页脚")
    other = read_pasted(f"{documents[2].text}\n{footer}", name="也带页脚")
    assert (twin.text, len(twin.removals)) == (documents[1].text, 1)
    add_documents(tmp_path / "corpus", [*documents, twin, other], SETTINGS)
    assert open_corpus(tmp_path / "corpus").duplicate_of[4:] == (1, 2)
    back = undo.put_back(twin, [0])
    summary = rewrite_documents(tmp_path / "corpus", [back])
    assert (summary.documents, summary.unchanged) == (6, 5)
    assert back.text == f"{documents[1].text}\n{footer}"
    assert_equals_fresh(tmp_path / "corpus", [*documents, back, other], SETTINGS)
    assert open_corpus(tmp_path / "corpus").duplicate_of[4:] == (-1, 2)
    with pytest.raises(UnknownNameError, match="没有“无此篇”"):
        rewrite_documents(tmp_path / "corpus", [replace(back, name="无此篇")])


def test_a_rule_is_turned_off_for_a_corpus(tmp_path: Path, small):
    folder, line, footer = tmp_path / "corpus", "打印本页", "版权所有：重庆市总工会办公室"
    texts = [one.text for one in papers(range(5))]
    texts[1] += f"\n{line}\n{footer}"
    texts[3] += f"\n{footer}"
    texts[4] += f"\n说明里写着版权两个字“{footer}”，不是页脚。"
    documents = [read_pasted(text, name=f"第{n}号") for n, text in enumerate(texts)]
    (rule,) = {one.cause for one in documents[3].removals}
    assert {one.cause for one in documents[1].removals} > {rule}
    add_documents(folder, documents, SETTINGS)
    summary = turn_off(folder, rule)
    assert (summary.documents, summary.unchanged) == (5, 3)
    settings = replace(SETTINGS, importing=ImportOptions(rules_off=(rule,)))
    assert open_corpus(folder).settings == settings
    changed = [documents[0], undo.put_back(documents[1], [len(documents[1].removals) - 1])]
    changed += [documents[2], undo.put_back(documents[3], [0]), documents[4]]
    assert_equals_fresh(folder, changed, settings)
    assert changed[1].text == texts[1].replace(f"{line}\n", "")
    assert changed[3].text == texts[3]


def test_many_retagged_documents_lie_in_few_segments(folder: Path):
    documents = papers(range(12))
    before = len(read_manifest(folder).segments)
    for number in (1, 9, 5, 7, 3, 11):
        known = Metadata(date=f"20{number + 10}")
        change_metadata(folder, {name(number): known})
        documents[number] = replace(documents[number], metadata=known)
    assert len(read_manifest(folder).segments) <= before + 2
    assert_equals_fresh(folder, documents)


@pytest.mark.parametrize(
    ("settings", "tables", "unused"),
    [
        (
            OTHER_THEMES,
            ["theme_hits"],
            ["annotate.document.Segmenter.pieces", "annotate.document.find_organisations"],
        ),
        (
            OTHER_ORGANISATIONS,
            ["facts", "mentions", "organisations", "passages"],
            ["annotate.document.Segmenter.pieces"],
        ),
        (
            OTHER_WORDS,
            ["sentences", "tokens", "vocabulary"],
            ["annotate.document.find_organisations", "corpus.segments.batch.split_sentences"],
        ),
    ],
    ids=["themes", "organisations", "words"],
)
def test_other_settings_renew_the_layers_that_depend_on_them(
    folder: Path, settings: Settings, tables: list[str], unused: list[str], monkeypatch
):
    before = read_manifest(folder)
    for function in unused:
        monkeypatch.setattr(f"analysis.{function}", None)
    change_settings(folder, settings)
    monkeypatch.undo()
    after = read_manifest(folder)
    for old, new in zip(before.segments, after.segments, strict=True):
        assert sorted(t for t in old.files if old.files[t] != new.files[t]) == tables
    assert_equals_fresh(folder, papers(range(12)), settings)


def test_other_words_change_the_counts(folder: Path):
    folded = {term: n for term, (_, n, _) in content(open_corpus(folder))["counts"].items()}
    change_settings(folder, OTHER_WORDS)
    plain = {term: n for term, (_, n, _) in content(open_corpus(folder))["counts"].items()}
    assert folded["急难愁盼"] == 7
    assert "急难愁盼" not in plain
    assert plain["急难"] == 7


def test_new_words_are_counted_in_old_segments(folder: Path):
    """What the lexicon or a later text makes a word was a string before."""
    add_documents(folder, papers([20]))
    text = "葡萄架下，稿提到鸳鸯。料提交材，葡萄园里讲葡萄。"
    later = replace(paper(21), text=text, simplified=text, folded=text)
    add_documents(folder, [later])
    corpus = open_corpus(folder)
    assert counts_later_words(corpus)
    fresh = build_corpus([*papers([*range(12), 20]), later], SETTINGS)
    assert content(corpus)["counts"] == content(fresh)["counts"]


def test_many_new_words_become_part_of_the_vocabulary(folder: Path, monkeypatch):
    before = read_manifest(folder).vocabulary
    add_documents(folder, papers([21]))
    assert read_manifest(folder).vocabulary == before
    monkeypatch.setattr(counting, "FURTHER", 0)
    add_documents(folder, papers([23]))
    assert read_manifest(folder).vocabulary != before
    assert not len(open_corpus(folder).numbers.further.terms)
    assert_equals_fresh(folder, papers([*range(12), 21, 23]))


def test_a_subset_counts_further_words_too(folder: Path):
    add_documents(folder, papers([20, 21, 22, 23, 25]))
    corpus = open_corpus(folder)
    fresh = build_corpus(papers([*range(12), 20, 21, 22, 23, 25]), SETTINGS)
    assert counts_later_words(corpus)
    docs = corpus.sentences.values("doc")
    for chosen in (docs % 3 == 0, docs < 5, np.arange(len(docs)) % 2 == 0):
        found, expected = sum_terms(corpus, chosen), sum_terms(fresh, chosen)
        rows = [fresh.term_codes[term] for term in corpus.terms]
        for one, other in zip(found, expected, strict=True):
            assert one.tolist() == other[rows].tolist()


@pytest.mark.parametrize("seed", range(3))
def test_any_changes_in_any_order_equal_a_fresh_corpus(
    tmp_path: Path, seed: int, small, monkeypatch
):
    monkeypatch.setattr(counting, "FURTHER", [MANY, 0.05, 0][seed])
    draw = random.Random(seed)  # noqa: S311 - the same changes every time
    folder = tmp_path / "corpus"
    documents = papers(range(6))
    settings = SETTINGS
    add_documents(folder, documents, settings)
    coming = 10
    for _ in range(9):
        kind = draw.choice(["add", "add", "remove", "remove", "tag", "tag", "settings"])
        if kind == "add":
            new = papers(range(coming, coming + draw.randint(1, 5)))
            coming += len(new)
            add_documents(folder, new)
            documents += new
        elif kind == "remove":
            gone = draw.sample(documents, min(draw.randint(1, 3), len(documents) - 1))
            remove_documents(folder, [document.name for document in gone])
            documents = [document for document in documents if document not in gone]
        elif kind == "tag":
            row = draw.randrange(len(documents))
            known = Metadata(title=draw.choice(["年报", "重庆市总工会总结"]), date="2020")
            change_metadata(folder, {documents[row].name: known})
            documents[row] = replace(documents[row], metadata=known)
        else:
            settings = draw.choice([SETTINGS, OTHER_THEMES, OTHER_ORGANISATIONS])
            change_settings(folder, settings)
        assert_equals_fresh(folder, documents, settings)
        assert_further_words_are_counted_alike(folder)
        corpus = open_corpus(folder)
        assert [corpus.terms[row] for row in corpus.vocabulary.ranks.argsort()] == sorted(
            corpus.terms
        )


def test_files_in_flight_are_references(tmp_path: Path, small, monkeypatch):
    done: list[jobs.AnnotateJob] = []
    annotate = writer.annotate_in_turn

    def noting(given, progress):
        done.extend(given)
        return annotate(given, progress)

    monkeypatch.setattr(writer, "annotate_in_turn", noting)
    source = write_papers(tmp_path / "files", range(9))
    add_sources(tmp_path / "corpus", [source], SETTINGS)
    assert len(done) == 2
    sources = [source for job in done for source in job.sources]
    assert {type(source) for source in sources} == {SourceReference}
    assert all(source.size == Path(source.path).stat().st_size for source in sources)


def test_other_organisations_leave_further_words_right(folder: Path):
    """Portions are numbered by organisations: counts by portion are of those they were made for."""
    later = replace(paper(21), text=RARELY, simplified=RARELY, folded=RARELY)
    add_documents(folder, papers([20]))
    add_documents(folder, [later])
    documents = [*papers([*range(12), 20]), later]
    for settings in (OTHER_ORGANISATIONS, SETTINGS, OTHER_ORGANISATIONS):
        change_settings(folder, settings)
        corpus = open_corpus(folder)
        assert content(corpus)["counts"] == content(build_corpus(documents, settings))["counts"]


RARELY = "葡萄架下，稿提到鸳鸯。料提交材，葡萄园里讲葡萄。"


def test_a_file_that_became_another_one_of_its_name_is_read(tmp_path: Path):
    source, target = tmp_path / "files", tmp_path / "corpus"
    texts = {
        "甲/报告.txt": "查摆问题三个，已经全部整改。",
        "乙/报告.txt": "走访企业五家，效果很好。",
    }
    for path, text in texts.items():
        (source / path).parent.mkdir(parents=True)
        (source / path).write_text(text, encoding="utf-8")
    add_sources(target, [source])
    (source / "甲/报告.txt").write_text(texts["乙/报告.txt"], encoding="utf-8")
    summary = add_sources(target, [source])
    assert (summary.documents, summary.added, summary.unchanged) == (2, 1, 1)
    assert {d.text for d in open_corpus(target).documents} == {texts["乙/报告.txt"]}
    assert summary.duplicates == 1


def test_a_file_that_moved_is_known(tmp_path: Path):
    source, target = tmp_path / "files", tmp_path / "corpus"
    source.mkdir()
    (source / "报告.txt").write_text("查摆问题三个，已经全部整改。", encoding="utf-8")
    add_sources(target, [source])
    source.rename(tmp_path / "moved")
    summary = add_sources(target, [tmp_path / "moved"])
    assert (summary.documents, summary.added, summary.unchanged) == (1, 0, 1)


def test_a_file_has_one_path_from_wherever_it_is_named(tmp_path: Path, monkeypatch):
    source, target = tmp_path / "files", tmp_path / "corpus"
    (source / "甲").mkdir(parents=True)
    file = source / "甲" / "报告.txt"
    file.write_text("查摆问题三个，已经全部整改。", encoding="utf-8")
    with zipfile.ZipFile(source / "其他.zip", "w") as members:
        members.writestr("乙/总结.txt", "走访企业五家，效果很好。")
    monkeypatch.chdir(source)
    add_sources(target, [Path("甲"), Path("其他.zip")])
    paths = {document.name: document.path for document in open_corpus(target).documents}
    assert paths == {"报告": str(file), "总结": f"{source}/其他.zip/乙/总结.txt"}
    monkeypatch.chdir(source / "甲")
    for given in (
        Path("..", "甲"),
        source / "甲" / "报告.txt",
        Path("报告.txt"),
        Path("../其他.zip"),
    ):
        assert astuple(add_sources(target, [given]))[:3] == (2, 0, 1)
    file.write_text("查摆问题四个，已经全部整改。", encoding="utf-8")
    for given, added in ((Path("..", "甲", "报告.txt"), 1), (file, 0)):
        assert astuple(add_sources(target, [given]))[:2] == (2, added)
    assert {d.name: d.path for d in open_corpus(target).documents} == paths
    assert remove_documents(target, ["报告"]).documents == 1


def test_a_relative_path_of_an_older_program_is_found(tmp_path: Path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    text = "查摆问题三个，已经全部整改。"
    add_documents(tmp_path / "corpus", [replace(paper(1), path="files/报告.txt")])
    Path("files").mkdir()
    Path("files/报告.txt").write_text(text, encoding="utf-8")
    add_sources(tmp_path / "corpus", [Path("files")])
    (document,) = open_corpus(tmp_path / "corpus").documents
    assert (document.text, document.path) == (text, str(tmp_path / "files/报告.txt"))


def test_failures_are_named_as_files_were_given(tmp_path: Path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    Path("files").mkdir()
    Path("files/empty.txt").write_bytes(b"")
    write_papers(Path("files"), [1])
    summary = add_sources(tmp_path / "corpus", [Path("files")])
    assert [failure.name for failure in summary.failures] == ["files/empty.txt"]
