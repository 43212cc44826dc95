"""A corpus folder: what is written is what is read, and nothing is ever half there."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import duckdb
import filelock
import pytest

from analysis.corpus.build import build_corpus
from analysis.corpus.changes import change_metadata, change_settings, remove_documents
from analysis.corpus.corpus import Corpus
from analysis.corpus.storage import holding
from analysis.corpus.storage.manifest import MANIFEST, is_corpus, read_manifest
from analysis.corpus.store import add_documents, add_sources, open_corpus, sample_corpus
from analysis.errors import CorpusStoreError, UnknownNameError
from analysis.ingest.documents import read_pasted
from analysis.schema import Document, Metadata, Organisation, Settings, Theme, UserWord
from tests.analysis.corpus.equality import assert_same

ROOT = Path(__file__).parents[3]
SEEDS = ROOT / "seeds"
SETTINGS = Settings(
    user_words=(UserWord("群团改革", 5000, "n"),),
    stopwords=("的", "和"),
    themes=(Theme("减负", "减负", "减负", "Relief", ("减负", "精文减会"), ("减负债",)),),
    organisations=(Organisation("渝西县总工会", "渝西总", "工会", ("渝西总工会",)),),
)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "corpus"


def files(folder: Path) -> set[str]:
    return {file.name for file in folder.iterdir()} - {".lock"}


def copy_seeds(target: Path, numbers: str) -> Path:
    target.mkdir(exist_ok=True)
    for seed in sorted(SEEDS.glob(f"00[{numbers}]*")):
        shutil.copy(seed, target)
    return target


def test_reads_back_equal(folder: Path, seed_documents: tuple[Document, ...]):
    add_documents(folder, seed_documents, SETTINGS)
    assert_same(open_corpus(folder), build_corpus(seed_documents, SETTINGS))


def test_summary_and_second_run(folder: Path, seeds_corpus: Corpus):
    first = add_sources(folder, [SEEDS])
    assert (first.documents, first.added, first.unchanged, first.failed) == (5, 5, 0, 0)
    assert first.tokens == len(seeds_corpus.tokens)
    assert first.characters == seeds_corpus.sentences["characters"].sum()
    before = files(folder), (folder / MANIFEST).read_bytes()
    second = add_sources(folder, [SEEDS])
    assert (second.documents, second.added, second.unchanged) == (5, 0, 5)
    assert (files(folder), (folder / MANIFEST).read_bytes()) == before


def test_adding_equals_building_at_once(folder: Path, tmp_path: Path):
    some, rest = copy_seeds(tmp_path / "a", "01"), copy_seeds(tmp_path / "b", "234")
    add_sources(folder, [some])
    corpus_id = open_corpus(folder).corpus_id
    add_sources(folder, [rest])
    grown = open_corpus(folder)
    at_once = tmp_path / "at_once"
    add_sources(at_once, [some, rest])
    assert_same(grown, open_corpus(at_once))
    assert grown.corpus_id == corpus_id


def test_removing_equals_never_having_had(folder: Path, seed_documents: tuple[Document, ...]):
    add_documents(folder, seed_documents)
    removed = remove_documents(folder, [seed_documents[0].name, seed_documents[3].name])
    assert removed.documents == 3
    rest = [seed_documents[row] for row in (1, 2, 4)]
    assert_same(open_corpus(folder), build_corpus(rest))


def test_removing_all_but_nothing_left_is_refused(folder: Path, seed_documents):
    add_documents(folder, seed_documents[:1])
    with pytest.raises(CorpusStoreError, match="至少"):
        remove_documents(folder, [seed_documents[0].name])
    assert len(open_corpus(folder).documents) == 1


def test_other_themes_leave_words_and_names_alone(folder: Path, seed_documents, monkeypatch):
    add_documents(folder, seed_documents)
    before = read_manifest(folder).segments[0].files
    monkeypatch.setattr("analysis.annotate.document.Segmenter.pieces", None)
    monkeypatch.setattr("analysis.annotate.document.find_organisations", None)
    settings = Settings(themes=SETTINGS.themes)
    change_settings(folder, settings)
    monkeypatch.undo()
    after = read_manifest(folder).segments[0].files
    assert {table for table in after if after[table] != before[table]} == {"theme_hits"}
    assert_same(open_corpus(folder), build_corpus(seed_documents, settings))


def test_other_organisations_leave_words_alone(folder: Path, seed_documents, monkeypatch):
    add_documents(folder, seed_documents)
    monkeypatch.setattr("analysis.annotate.document.Segmenter.pieces", None)
    settings = Settings(organisations=SETTINGS.organisations)
    change_settings(folder, settings)
    monkeypatch.undo()
    assert_same(open_corpus(folder), build_corpus(seed_documents, settings))


def test_switching_the_lexicon_off_cuts_anew(folder: Path, seed_documents):
    add_documents(folder, seed_documents)
    change_settings(folder, Settings(lexicon=False))
    assert_same(open_corpus(folder), build_corpus(seed_documents, Settings(lexicon=False)))


def test_changed_file_takes_the_place_of_the_old_one(folder: Path, tmp_path: Path):
    source = tmp_path / "files"
    source.mkdir()
    (source / "甲.txt").write_text("关于整改工作的情况报告已经收到。\n查摆问题三个。", "utf-8")
    (source / "乙.txt").write_text("基层工会办实事十件，服务职工群众。\n效果很好。", "utf-8")
    add_sources(folder, [source])
    (source / "甲.txt").write_text("关于整改工作的情况报告已经收到。\n查摆问题五个。", "utf-8")
    summary = add_sources(folder, [source])
    assert (summary.documents, summary.added, summary.unchanged) == (2, 1, 1)
    texts = {document.name: document.text for document in open_corpus(folder).documents}
    assert set(texts) == {"甲", "乙"}
    assert "五个" in texts["甲"]


def test_same_bytes_twice_are_kept_and_counted_as_duplicates(folder: Path, tmp_path: Path):
    one, two = copy_seeds(tmp_path / "a", "0"), copy_seeds(tmp_path / "b", "0")
    summary = add_sources(folder, [one, two])
    assert (summary.documents, summary.duplicates) == (2, 1)
    assert open_corpus(folder).duplicate_of == (-1, 0)
    assert add_sources(folder, [one, two]).unchanged == 2


def test_unreadable_files_are_told_and_the_rest_goes_on(folder: Path, tmp_path: Path):
    source = copy_seeds(tmp_path / "a", "0")
    (source / "empty.txt").write_bytes(b"")
    (source / "image.png").write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(range(256)))
    summary = add_sources(folder, [source, tmp_path / "missing.txt"])
    assert (summary.documents, summary.failed) == (1, 3)
    assert {Path(failure.name).name for failure in summary.failures} == {
        *("empty.txt", "image.png", "missing.txt"),
    }


def test_names_stay_distinct_over_additions(folder: Path):
    texts = ["全区工会系统开展主题教育。", "全区妇联系统开展主题教育。"]
    for text in texts:
        add_documents(folder, [read_pasted(text, name="粘贴")])
    assert [document.name for document in open_corpus(folder).documents] == ["粘贴", "粘贴（2）"]


def test_small_segments_are_merged_and_old_files_swept(folder: Path):
    for number in range(6):
        add_documents(folder, [read_pasted(f"第{number}批整改问题已经销号。", name=str(number))])
    manifest = read_manifest(folder)
    assert len(manifest.segments) <= 2
    assert sum(segment.documents for segment in manifest.segments) == 6
    named = {file for segment in manifest.segments for file in segment.files.values()}
    assert named <= files(folder)
    assert len(files(folder)) <= 1 + 3 * len(named)


def test_second_writer_is_told(folder: Path, seed_documents, monkeypatch):
    add_documents(folder, seed_documents[:1])
    monkeypatch.setattr(holding, "LOCK_SECONDS", 0.05)
    script = (
        "import sys, time, filelock\n"
        "with filelock.FileLock(sys.argv[1]):\n"
        "    print('held', flush=True)\n"
        "    time.sleep(60)\n"
    )
    command = [sys.executable, "-c", script, str(folder / holding.LOCK)]
    with subprocess.Popen(command, stdout=subprocess.PIPE) as holder:
        try:
            assert holder.stdout is not None
            holder.stdout.readline()
            with pytest.raises(CorpusStoreError, match="另一个程序正在写"):
                add_documents(folder, seed_documents[1:2])
        finally:
            holder.kill()
    assert len(open_corpus(folder).documents) == 1


def test_folder_with_other_files_is_refused(tmp_path: Path, seed_documents):
    (tmp_path / "家书.txt").write_text("不要动", encoding="utf-8")
    with pytest.raises(CorpusStoreError, match=r"家书\.txt"):
        add_documents(tmp_path, seed_documents[:1])
    assert {file.name for file in tmp_path.iterdir()} == {"家书.txt"}


@pytest.mark.parametrize("content", [b"", b"{", b'{"format": 99}', b'{"format": 1}', b"[]"])
def test_broken_manifest_is_told(folder: Path, content: bytes):
    folder.mkdir()
    (folder / MANIFEST).write_bytes(content)
    with pytest.raises(CorpusStoreError, match="读不出来"):
        open_corpus(folder)


def test_missing_and_broken_files_are_told(folder: Path, seed_documents):
    add_documents(folder, seed_documents[:1])
    tokens = next(folder.glob("tokens-*"))
    shutil.rmtree(folder / "index")
    tokens.write_bytes(b"PAR1 and then nothing")
    with pytest.raises(CorpusStoreError, match="读不出来"):
        open_corpus(folder)
    tokens.unlink()
    with pytest.raises(CorpusStoreError, match="读不出来"):
        open_corpus(folder)


def test_no_corpus_is_told(tmp_path: Path):
    assert not is_corpus(tmp_path)
    with pytest.raises(CorpusStoreError, match="不是语料库"):
        open_corpus(tmp_path)


def test_others_read_the_files(folder: Path, seed_documents):
    add_documents(folder, seed_documents, Settings(lexicon=False))
    with duckdb.connect() as connection:
        rows = connection.execute(
            "SELECT term, count(*) FROM read_parquet(?) "
            "WHERE term IN ('工会', '服务') GROUP BY term ORDER BY term",
            [f"{folder}/tokens-*.parquet"],
        ).fetchall()
        facts = connection.execute(
            "SELECT d.title, f.value FROM read_parquet(?) f "
            "JOIN read_parquet(?) d ON d.name = f.doc WHERE f.noun = '基层工会'",
            [f"{folder}/facts-*.parquet", f"{folder}/documents-*.parquet"],
        ).fetchall()
    assert rows == [("工会", 15), ("服务", 30)]
    assert [(title[:4], value) for title, value in facts] == [("结合实际", 46.0)]


def test_settings_survive(folder: Path, seed_documents):
    add_documents(folder, seed_documents[:1], SETTINGS)
    assert open_corpus(folder).settings == SETTINGS
    assert json.loads((folder / MANIFEST).read_bytes())["settings"]["stopwords"] == ["的", "和"]


def test_version_of_the_program_renews_on_the_next_write(folder: Path, seed_documents, monkeypatch):
    add_documents(folder, seed_documents[:2])
    old = read_manifest(folder)
    monkeypatch.setattr("analysis.corpus.storage.engine.code_digest", lambda: "another version")
    add_documents(folder, [replace(seed_documents[2], name="丙")])
    new = read_manifest(folder)
    assert all(new.keys[layer] != old.keys[layer] for layer in old.keys)
    assert sum(segment.documents for segment in new.segments) == 3


def test_lock_file_is_no_obstacle(folder: Path, seed_documents):
    folder.mkdir()
    with filelock.FileLock(folder / holding.LOCK):
        pass
    add_documents(folder, seed_documents[:1])
    assert is_corpus(folder)


def test_sample_is_built_once_and_kept(tmp_path: Path, monkeypatch, seed_documents):
    monkeypatch.setenv("WENJIAN_HOME", str(tmp_path / "home"))
    first = sample_corpus(SEEDS)
    monkeypatch.setattr("analysis.corpus.storage.jobs.annotator_of", None)
    assert_same(sample_corpus(SEEDS), first)
    assert [document.text for document in first.documents] == [d.text for d in seed_documents]


def test_sample_without_a_cache_is_built_in_memory(tmp_path: Path, monkeypatch):
    (tmp_path / "home").write_text("a file where a folder should be", encoding="utf-8")
    monkeypatch.setenv("WENJIAN_HOME", str(tmp_path / "home"))
    assert len(sample_corpus(SEEDS).documents) == 5


def test_changed_metadata_equals_a_corpus_built_with_them(tmp_path: Path) -> None:
    texts = ("县总工会走访企业30家。", "县妇联开展培训12场。", "团县委募集善款5万元。")
    documents = [read_pasted(text, name=f"第{n}篇") for n, text in enumerate(texts)]
    add_documents(tmp_path / "a", documents)
    known = Metadata(title="县妇联2021年工作总结", date="2021")
    change_metadata(tmp_path / "a", {"第1篇": known})
    documents[1] = replace(documents[1], metadata=known)
    assert_same(open_corpus(tmp_path / "a"), build_corpus(documents))
    with pytest.raises(UnknownNameError):
        change_metadata(tmp_path / "a", {"没有这篇": known})


def test_the_manifest_follows_what_it_names_to_the_disk(folder: Path, seed_documents, monkeypatch):
    """Pushed are each file before it is in place, the folder before and behind the manifest."""
    add_documents(folder, seed_documents[:1], SETTINGS)
    done: list[tuple[str, int]] = []
    push, put = os.fsync, Path.replace

    def pushing(handle: int) -> None:
        done.append(("pushed", os.fstat(handle).st_ino))
        push(handle)

    def putting(path: Path, target: Path) -> Path:
        done.append((target.name, path.stat().st_ino))
        return put(path, target)

    monkeypatch.setattr(os, "fsync", pushing)
    monkeypatch.setattr(Path, "replace", putting)
    add_documents(folder, seed_documents[1:2])
    monkeypatch.undo()
    placed = [row for row, (what, _) in enumerate(done) if what != "pushed"]
    assert all(("pushed", done[row][1]) in done[:row] for row in placed)
    names = [done[row][0] for row in placed]
    assert names[-1] == MANIFEST
    assert {name for name in names if name.endswith(".parquet")} >= {
        file for segment in read_manifest(folder).segments[-1:] for file in segment.files.values()
    }
    in_folder = [row for row in placed if not done[row][0].endswith(".arrays")]
    pushed = [row for row, act in enumerate(done) if act == ("pushed", folder.stat().st_ino)]
    assert len(pushed) == 2
    assert in_folder[-2] < pushed[0] < in_folder[-1] < pushed[1]
