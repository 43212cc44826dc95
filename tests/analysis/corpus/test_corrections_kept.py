"""Corrections outlast what happens to a corpus: documents, settings, files, versions, removal."""

from __future__ import annotations

import errno
import json
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory

import filelock
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.corpus import correcting
from analysis.corpus.build import build_corpus
from analysis.corpus.changes import (
    change_metadata,
    change_settings,
    remove_documents,
    rewrite_documents,
)
from analysis.corpus.correction_states import states
from analysis.corpus.corrections import (
    correct,
    export_corrections,
    import_corrections,
    open_corrected,
    undo,
)
from analysis.corpus.select import EVERYTHING, select
from analysis.corpus.storage.holding import LOCK
from analysis.corpus.storage.manifest import Manifest, read_manifest
from analysis.corpus.store import add_documents, add_sources, open_corpus
from analysis.errors import AnalysisError, CorpusStoreError, ResourceError
from analysis.schema import FIGURE, Metadata
from analysis.tables.facts import fact_table
from tests.analysis.corpus.equality import assert_same
from tests.analysis.corpus.papers import (
    OTHER_ORGANISATIONS,
    OTHER_THEMES,
    SETTINGS,
    content,
    name,
    paper,
    papers,
    write_papers,
)


def edited(corpus, doc):
    """Return a correction of the first figure of a document."""
    facts = corpus.facts
    own = facts.values("doc") == corpus.document_rows[doc]
    row = (own & facts.coded("kind").equal(FIGURE)).argmax()
    at = int(facts.values("start")[row])
    return correcting.edit_figure(corpus, doc, at, {"unit": "尊", "noun": "石像"})


def stones(folder):
    """Return the documents and values of the figures that were given another noun."""
    corpus = open_corpus(folder)
    table = fact_table(corpus, select(corpus, EVERYTHING))
    changed = table[table["reason"] == "correction"]
    assert set(changed["noun"]) <= {"石像"}
    return changed["doc"].tolist()


def fits(folder):
    return [state.fit for state in states(open_corpus(folder))]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A corpus of files with a figure of the second corrected."""
    write_papers(tmp_path / "files", range(4))
    add_sources(tmp_path / "c", [tmp_path / "files"], SETTINGS)
    correct(tmp_path / "c", edited(open_corpus(tmp_path / "c"), name(1)))
    assert stones(tmp_path / "c") == [name(1)]
    return tmp_path / "c"


def test_after_other_documents_came(folder):
    add_documents(folder, papers(range(4, 9)))
    assert stones(folder) == [name(1)]
    assert fits(folder) == ["applied"]


@pytest.mark.parametrize("other", [OTHER_THEMES, OTHER_ORGANISATIONS])
def test_under_other_settings_as_if_they_had_been_there_from_the_first(folder, other):
    change_settings(folder, other)
    assert stones(folder) == [name(1)]
    corpus = open_corpus(folder)
    built = build_corpus(corpus.documents, other, corrections=corpus.corrections)
    assert content(corpus) == content(built)


def test_after_another_version_of_the_program_made_everything_anew(folder, monkeypatch):
    before = content(open_corpus(folder))
    files = {file.name for file in folder.glob("*.parquet")}
    monkeypatch.setattr("analysis.corpus.storage.engine.code_digest", lambda: "another version")
    add_documents(folder, [paper(7)])
    remove_documents(folder, [name(7)])
    assert files.isdisjoint(read_manifest(folder).files)
    assert content(open_corpus(folder)) == before


def test_after_the_derived_files_were_lost(folder):
    before = content(open_corpus(folder))
    for file in (folder / "index").iterdir():
        file.unlink()
    assert content(open_corpus(folder)) == before


def test_when_the_same_file_comes_again(folder, tmp_path: Path):
    files = tmp_path / "files"
    assert add_sources(folder, [files]).unchanged == 4
    assert stones(folder) == [name(1)]
    remove_documents(folder, [name(1)])
    (state,) = states(open_corpus(folder))
    assert (state.fit, state.problem.code, stones(folder)) == ("lost", "correction_document", [])
    assert name(1) in str(state.problem)
    assert add_sources(folder, [files]).added == 1
    assert (stones(folder), fits(folder)) == ([name(1)], ["applied"])


def test_when_a_file_comes_with_other_text_the_correction_goes_with_its_words(folder, tmp_path):
    file = tmp_path / "files" / f"{name(1)}.txt"
    written = file.read_text("utf-8")
    file.write_text(f"前面加了一行。\n{written}", "utf-8")
    add_sources(folder, [tmp_path / "files"])
    assert (stones(folder), fits(folder)) == ([name(1)], ["moved"])
    file.write_text(f"{written}\n{written}", "utf-8")
    add_sources(folder, [tmp_path / "files"])
    assert (stones(folder), fits(folder)) == ([name(1)], ["applied"])
    file.write_text("全文重写，没有数字。", "utf-8")
    add_sources(folder, [tmp_path / "files"])
    (state,) = states(open_corpus(folder))
    assert (stones(folder), state.fit, state.problem.code) == ([], "lost", "correction_text")
    file.write_text(written, "utf-8")
    add_sources(folder, [tmp_path / "files"])
    assert (stones(folder), fits(folder)) == ([name(1)], ["applied"])


def test_where_the_words_stand_twice_neither_place_is_taken(folder, tmp_path):
    file = tmp_path / "files" / f"{name(1)}.txt"
    written = file.read_text("utf-8")
    file.write_text(f"前面加了一行。\n{written}\n{written}\n{written}", "utf-8")
    add_sources(folder, [tmp_path / "files"])
    (state,) = states(open_corpus(folder))
    assert (stones(folder), state.fit, state.problem.code) == ([], "lost", "correction_text")


def test_a_document_with_other_metadata_keeps_them(folder):
    change_metadata(folder, {name(1): Metadata(title="别的题目", date="2020")})
    assert (stones(folder), fits(folder)) == ([name(1)], ["applied"])


def test_when_cleaning_is_undone_and_the_text_moves_within_the_same_file(folder):
    corpus = open_corpus(folder)
    document = corpus.documents[corpus.document_rows[name(1)]]
    whole = {
        key: f"前面一行。\n{getattr(document, key)}" for key in ("text", "simplified", "folded")
    }
    rewrite_documents(folder, [replace(document, **whole)])
    assert (stones(folder), fits(folder)) == ([name(1)], ["moved"])
    rewrite_documents(folder, [document])
    assert (stones(folder), fits(folder)) == ([name(1)], ["applied"])


def test_both_copies_of_a_document_have_them(folder):
    document = open_corpus(folder).documents[1]
    add_documents(folder, [replace(document, name="另存")])
    table = open_corpus(folder).facts.frame()
    docs = table.loc[table["reason"] == "correction", "doc"]
    assert docs.tolist() == [1, 4]


def test_a_folder_without_corrections_is_the_same_to_the_byte(folder, tmp_path: Path):
    plain = tmp_path / "plain"
    add_sources(plain, [tmp_path / "files"], SETTINGS)
    (one,) = open_corpus(folder).corrections
    undo(folder, one.id)
    mine, theirs = (json.loads((f / "manifest.json").read_bytes()) for f in (folder, plain))
    assert "corrections" not in mine
    assert mine["segments"] == theirs["segments"]
    for segment in theirs["segments"]:
        for file in segment["files"].values():
            assert (folder / file).read_bytes() == (plain / file).read_bytes()
    assert_same(open_corpus(folder), open_corpus(plain))


def test_an_exported_file_makes_the_same_of_another_corpus(folder, tmp_path: Path):
    corpus = open_corpus(folder)
    names = list(corpus.organisation_rows)
    correct(
        folder,
        correcting.merge_organisations(corpus, names[0], names[1]),
        correcting.move_passage(corpus, name(2), 0, None, note="存疑"),
    )
    text = export_corrections(folder)
    other = tmp_path / "other"
    add_sources(other, [tmp_path / "files"], SETTINGS)
    done = import_corrections(other, text, name="更正.json")
    assert ([one.id for one in done.added], done.known) == (
        [one.id for one in open_corpus(folder).corrections],
        0,
    )
    assert content(open_corpus(other)) == content(open_corpus(folder))
    again = import_corrections(other, text, name="更正.json")
    assert (again.added, again.known) == ((), 3)
    assert export_corrections(other) == text
    with pytest.raises(ResourceError):
        import_corrections(other, text.replace("move_passage", "move"), name="更正.json")
    assert export_corrections(other) == text


def test_looking_at_corrections_leaves_a_folder_alone(folder, tmp_path: Path):
    before = content(open_corpus(folder))
    files = {file: file.stat().st_mtime_ns for file in folder.rglob("*")}
    extra = edited(open_corpus(folder), name(2))
    seen = open_corrected(folder, [extra])
    assert [one.id for one in seen.corrections] == [
        *(one.id for one in open_corpus(folder).corrections),
        extra.id,
    ]
    assert {file: file.stat().st_mtime_ns for file in folder.rglob("*")} == files
    assert content(open_corpus(folder)) == before
    correct(folder, extra)
    assert content(seen) == content(open_corpus(folder))


@pytest.mark.parametrize("number", [1, 2])
def test_a_corpus_that_is_written_meanwhile_is_looked_at_whole(
    folder, number: int, monkeypatch: pytest.MonkeyPatch
):
    mine, other = (edited(open_corpus(folder), name(row)) for row in (2, 3))
    calls = []

    def read(place: Path) -> Manifest:
        manifest = read_manifest(place)
        calls.append(place)
        if len(calls) == number:
            correct(folder, other)
        return manifest

    monkeypatch.setattr("analysis.corpus.storage.linking.read_manifest", read)
    assert mine in open_corrected(folder, [mine]).corrections
    assert other in open_corpus(folder).corrections


def test_a_corpus_under_the_name_of_its_parent_is_looked_at_in_a_folder_of_its_own(
    folder, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    below, place = folder / "下", tmp_path / "旁"
    for made in (below, place):
        made.mkdir()
    monkeypatch.chdir(below)
    monkeypatch.setattr("tempfile.tempdir", str(place))
    one = edited(open_corpus(Path("..")), name(2))
    corpus = open_corrected(Path(".."), [one])
    assert corpus.corrections[-1] == one
    assert list(place.iterdir()) == []


def test_a_folder_that_is_no_corpus_is_not_made_one(tmp_path: Path):
    with pytest.raises(CorpusStoreError):
        correct(tmp_path / "none")
    assert list(tmp_path.iterdir()) == []


def full(handle):
    raise OSError(errno.ENOSPC, "No space left on device")


def test_a_second_writer_and_a_full_disk_are_told_and_change_nothing(folder, monkeypatch):
    before = content(open_corpus(folder))
    files = {file.name for file in folder.rglob("*")}
    (kept,) = open_corpus(folder).corrections
    extra = edited(open_corpus(folder), name(2))
    monkeypatch.setattr("analysis.corpus.storage.holding.LOCK_SECONDS", 0)
    for write in (lambda: correct(folder, extra), lambda: undo(folder, kept.id)):
        with filelock.FileLock(folder / LOCK), pytest.raises(CorpusStoreError) as locked:
            write()
        assert locked.value.code == "corpus_locked"

        with monkeypatch.context() as patch:
            patch.setattr("analysis.corpus.storage.files.os.fsync", full)
            with pytest.raises(CorpusStoreError) as refused:
                write()
        assert refused.value.code == "corpus_unwritable"
    assert content(open_corpus(folder)) == before
    assert {file.name for file in folder.rglob("*")} <= files


WISHES = st.lists(
    st.tuples(
        st.sampled_from(["edit", "reject", "add", "move", "merge", "rename"]), st.integers(0)
    ),
    min_size=1,
    max_size=3,
)


def wished(corpus, kind, number):
    """Return a correction of some kind, of the place that a number picks."""
    figures = corpus.facts.frame()
    figures = figures[figures["kind"] == FIGURE]
    figure = figures.iloc[number % len(figures)]
    doc, start = corpus.document_names[figure["doc"]], int(figure["start"])
    names = list(corpus.organisation_rows)
    one, other = names[number % len(names)], names[(number + 1) % len(names)]
    if kind == "edit":
        changes = {"value": float(number % 999), "organisation": None, "noun": f"第{number}种"}
        return correcting.edit_figure(corpus, doc, start, changes)
    if kind == "reject":
        return correcting.reject_figure(corpus, doc, start)
    if kind == "add":
        text = corpus.documents[int(figure["doc"])].text
        at = text.index("。")
        return correcting.add_figure(corpus, doc, at, at + 1, {"value": 1, "organisation": one})
    if kind == "move":
        return correcting.move_passage(corpus, doc, start, f"{one}的{number % 3}号")
    if kind == "merge":
        return correcting.merge_organisations(corpus, one, other)
    return correcting.rename_organisation(corpus, one, f"{one}{number}")


@given(WISHES, st.randoms(use_true_random=False))
@settings(max_examples=2, deadline=None)
def test_what_was_done_in_any_order_is_undone_in_any_other(wishes, random):
    with TemporaryDirectory() as place:
        folder = Path(place) / "c"
        add_documents(folder, papers(range(3)), SETTINGS)
        before = content(open_corpus(folder))
        for kind, number in wishes:
            try:
                correct(folder, wished(open_corpus(folder), kind, number))
            except AnalysisError:  # nothing is left to be changed so
                continue
        corpus = open_corpus(folder)
        built = build_corpus(corpus.documents, SETTINGS, corrections=corpus.corrections)
        assert content(corpus) == content(built)
        ids = [one.id for one in corpus.corrections]
        random.shuffle(ids)
        for one in ids:
            undo(folder, one)
        assert content(open_corpus(folder)) == before
