"""The derived arrays can be lost, cut off or outdated at any time: no answer changes."""

from __future__ import annotations

import ast
import os
import shutil
import weakref
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import Barrier

import pytest

import analysis
from analysis.corpus.changes import remove_documents
from analysis.corpus.storage import (
    counting,
    division,
    engine,
    holding,
    index_names,
    indexes,
    packing,
)
from analysis.corpus.storage.holding import held
from analysis.corpus.storage.index_names import INDEX, index_files
from analysis.corpus.storage.manifest import read_manifest
from analysis.corpus.store import add_documents, open_corpus
from tests.analysis.corpus.papers import SETTINGS, content, name, papers

ROOT = Path(analysis.__file__).parent
READERS = 4


@pytest.fixture
def folder(tmp_path: Path, monkeypatch) -> Path:
    """A corpus of several segments, with words that came later and a document that is gone."""
    monkeypatch.setattr(division, "JOB_BYTES", 1600)
    monkeypatch.setattr(packing, "SMALL", 150)
    monkeypatch.setattr(packing, "FULL", 500)
    monkeypatch.setattr(counting, "FURTHER", 1e9)
    folder = tmp_path / "corpus"
    add_documents(folder, papers(range(8)), SETTINGS)
    add_documents(folder, papers([21, 23, 25]))
    remove_documents(folder, [name(2)])
    assert len(read_manifest(folder).segments) >= 3
    return folder


def derived(folder: Path) -> dict[str, bytes]:
    return {file.name: file.read_bytes() for file in (folder / INDEX).iterdir()}


def unread(monkeypatch) -> None:
    """Let nobody read Parquet files or number the words of all segments."""
    monkeypatch.setattr(indexes.parquet, "read_table", None)
    monkeypatch.setattr(indexes, "united", None)


def test_an_open_corpus_needs_no_parquet_files(folder: Path, monkeypatch):
    unread(monkeypatch)
    before = content(open_corpus(folder))
    corpus = open_corpus(folder)
    for file in folder.glob("*.parquet"):
        file.unlink()
    assert content(corpus) == before


def test_without_the_index_all_answers_are_the_same(folder: Path, monkeypatch):
    before = content(open_corpus(folder))
    shutil.rmtree(folder / INDEX)
    assert content(open_corpus(folder)) == before
    unread(monkeypatch)  # what was lost is there again, though the vocabulary is another one
    assert content(open_corpus(folder)) == before
    monkeypatch.undo()
    files = derived(folder)
    assert files.keys() <= index_files(read_manifest(folder))
    add_documents(folder, papers([30]))
    assert content(open_corpus(folder))["documents"][:-1] == before["documents"]


def test_a_part_that_is_lost_is_made_as_it_was(folder: Path):
    files = derived(folder)
    before = content(open_corpus(folder))
    for lost in sorted(files.keys() & index_files(read_manifest(folder))):
        if lost.startswith("vocabulary-"):
            continue  # another one stands in for it
        (folder / INDEX / lost).unlink()
        assert content(open_corpus(folder)) == before
        assert (folder / INDEX / lost).read_bytes() == files[lost], lost


def test_a_writer_without_index_keeps_no_texts(folder: Path, monkeypatch):
    """What it makes anew, segment by segment, is mapped when it is made."""
    batches: list[weakref.ref[object]] = []
    alive: list[int] = []
    read_batch = indexes.read_batch

    def reading(*arguments):
        alive.append(sum(batch() is not None for batch in batches))
        batch = read_batch(*arguments)
        batches.append(weakref.ref(batch))
        return batch

    shutil.rmtree(folder / INDEX)
    monkeypatch.setattr(indexes, "read_batch", reading)
    remove_documents(folder, [name(3)])
    assert len(alive) > len(read_manifest(folder).segments)
    assert set(alive) == {0}


@pytest.mark.parametrize("part", ["texts", "words", "names", "themes", "counts", "further"])
def test_a_file_that_was_cut_off_is_made_anew(folder: Path, part: str):
    before = content(open_corpus(folder))
    known = index_files(read_manifest(folder))
    file = next(f for f in sorted((folder / INDEX).glob(f"{part}-*")) if f.name in known)
    whole = file.read_bytes()
    for size in (0, 10, len(whole) // 100, len(whole) // 2, len(whole) - 65):
        file.unlink()  # who has it open keeps it
        file.write_bytes(whole[:size])
        assert content(open_corpus(folder)) == before
        assert file.read_bytes() == whole


def test_arrays_of_other_code_are_stale(folder: Path, monkeypatch):
    before, files = content(open_corpus(folder)), derived(folder)
    monkeypatch.setattr(index_names, "index_digest", lambda: "another")
    assert content(open_corpus(folder)) == before
    new = derived(folder).keys() - files.keys()
    assert {name.rpartition("-")[0] for name in new} == {
        *("counts", "further", "names", "texts", "themes", "vocabulary", "words"),
    }
    for number in (30, 31):
        add_documents(folder, papers([number]))
    assert not files.keys() & derived(folder).keys() - index_files(read_manifest(folder))


def by(program: str, folder: Path, monkeypatch) -> dict[str, object]:
    """Return what a corpus says to another version of the program."""
    with monkeypatch.context() as patch:
        for module in (index_names, holding):
            patch.setattr(module, "index_digest", lambda: program)
        return content(open_corpus(folder))


def programs(folder: Path) -> set[str]:
    return {index_names.program_of(file) for file in derived(folder)}


def test_readers_leave_the_arrays_of_one_other_program(folder: Path, monkeypatch):
    before = content(open_corpus(folder))
    own = engine.index_digest()
    for program, left in (
        ("1aaaaaaa", {own, "1aaaaaaa"}),
        ("2bbbbbbb", {"1aaaaaaa", "2bbbbbbb"}),
        ("1aaaaaaa", {"1aaaaaaa", "2bbbbbbb"}),  # who finds its own arrays sweeps nothing
        ("3ccccccc", {"2bbbbbbb", "3ccccccc"}),
    ):
        assert by(program, folder, monkeypatch) == before
        assert programs(folder) == left
    older = folder / INDEX / "texts-0123456789abcdef.arrays"
    older.write_bytes(b"of a program that did not write its name")
    os.utime(older, (0, 0))
    assert content(open_corpus(folder)) == before
    assert programs(folder) == {own, "3ccccccc"}


def test_readers_sweep_nothing_while_somebody_writes(folder: Path, monkeypatch):
    before = derived(folder).keys()
    with held(folder):
        for program in ("1aaaaaaa", "2bbbbbbb"):
            by(program, folder, monkeypatch)
    assert programs(folder) == {engine.index_digest(), "1aaaaaaa", "2bbbbbbb"}
    assert derived(folder).keys() >= before


def test_who_has_swept_arrays_mapped_keeps_them(folder: Path, monkeypatch):
    corpus = open_corpus(folder)
    before = content(open_corpus(folder))
    for program in ("1aaaaaaa", "2bbbbbbb"):
        by(program, folder, monkeypatch)
    assert engine.index_digest() not in programs(folder)
    assert content(corpus) == before


def test_readers_may_make_the_index_at_the_same_time(folder: Path):
    before = content(open_corpus(folder))
    shutil.rmtree(folder / INDEX)
    open_corpus(folder)
    files = derived(folder)
    barrier = Barrier(READERS)

    def read(_: int) -> bool:
        barrier.wait()
        return content(open_corpus(folder)) == before

    for _ in range(3):
        shutil.rmtree(folder / INDEX)
        with ThreadPoolExecutor(READERS) as threads:
            assert list(threads.map(read, range(READERS))) == [True] * READERS
        assert derived(folder) == files


def test_an_open_corpus_holds_no_files_open(folder: Path):
    place = Path("/proc/self/fd") if Path("/proc/self/fd").exists() else Path("/dev/fd")
    before = sorted(place.iterdir())
    corpora = [open_corpus(folder) for _ in range(5)]
    assert sorted(place.iterdir()) == before
    assert len({len(corpus.sentences) for corpus in corpora}) == 1


def imports(file: Path) -> dict[str, set[str]]:
    """Return the names that a module takes from each module of the corpus, by file."""
    taken: dict[str, set[str]] = {}
    for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        if isinstance(node, ast.ImportFrom) and str(node.module).startswith("analysis.corpus."):
            module = f"{str(node.module).removeprefix('analysis.').replace('.', '/')}.py"
            taken.setdefault(module, set()).update(name.name for name in node.names)
    return taken


def test_the_digest_covers_all_that_makes_arrays():
    """Modules of the corpus that the makers of arrays use; the others are of other digests."""
    covered = {*engine._INDEX}
    used = {module for name in covered for module in imports(ROOT / name)}
    layers = set(engine._BATCHES)
    others = {
        "corpus/segments/segment.py",  # says which arrays there are
        "corpus/storage/manifest.py",  # says which files there are
        "corpus/storage/engine.py",  # names the digests
        "corpus/storage/index_names.py",  # names the files
        "corpus/numbers.py",  # reads arrays
        "corpus/loops/strings.py",  # finds what is asked for
        "corpus/loops/compiling.py",  # runs what others are made of
    }
    assert used - covered - layers == others
    digested = {file.relative_to(ROOT).as_posix() for file in engine._files()}
    assert {file for file in digested if file.startswith("corpus/")} == layers
    makers = imports(Path(indexes.__file__))
    assert covered >= {
        module for module, names in makers.items() if any(n.startswith("pack_") for n in names)
    }


@pytest.mark.parametrize("damage", ["cut", "lost"])
def test_a_damaged_vocabulary_changes_no_answer(folder: Path, damage: str):
    """Not even where words came later, which are counted beside it."""
    add_documents(folder, papers([20, 21, 22, 23]))
    before = content(open_corpus(folder))
    (file,) = (file for file in (folder / INDEX).glob("vocabulary-*") if file.stat().st_size)
    if damage == "cut":
        file.write_bytes(file.read_bytes()[: file.stat().st_size // 2])
    else:
        file.unlink()
    assert content(open_corpus(folder)) == before
    assert content(open_corpus(folder)) == before
