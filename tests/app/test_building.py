"""An import beside the page: how far it is, what it did, and that stopping changes nothing."""

from __future__ import annotations

from threading import Event

import pytest

from analysis.corpus.store import open_corpus
from app import corpora, imports
from app.building import Building
from app.imports import Target

FIRST = ("甲.txt", "县总工会走访企业30家，收集问题12个。".encode())
MORE = [(f"{n}.txt", f"县妇联开展培训{n}场，服务妇女300人。".encode()) for n in range(1, 40)]
SECONDS = 60


@pytest.fixture
def target(tmp_path, monkeypatch):
    monkeypatch.setenv(corpora.DATA_VARIABLE, str(tmp_path / "data"))
    report = imports.add_uploaded(Target(None, "县"), [FIRST])
    return Target(corpora.folder_of(report.corpus_id))


def files_of(folder):
    return {file.name: file.read_bytes() for file in folder.glob("*.parquet")}


def test_it_ends_with_the_report(target):
    building = Building(lambda progress: imports.add_uploaded(target, MORE, progress))
    building.wait(SECONDS)
    assert building.is_over
    assert not building.was_stopped
    assert len(building.report.added) == len(MORE)
    advance = building.advance
    assert (advance.done, advance.total, advance.seconds_left) == (len(MORE), len(MORE), 0)
    assert advance.rate > 0


def test_stopping_leaves_the_corpus_as_it_was(target):
    before, manifest = files_of(target.folder), corpora.stored(target.folder)
    reached, go_on = Event(), Event()

    def work(progress):
        def held(done, total):
            progress(done, total)
            if total and done >= 5:
                reached.set()
                go_on.wait(SECONDS)

        return imports.add_uploaded(target, MORE, held)

    building = Building(work)
    assert reached.wait(SECONDS)
    assert not building.is_over
    assert building.advance.total == len(MORE)
    building.stop()
    go_on.set()
    building.wait(SECONDS)
    assert building.was_stopped
    assert building.report is None
    assert corpora.stored(target.folder) == manifest
    assert list(open_corpus(target.folder).document_names) == ["甲"]
    assert before.items() <= files_of(target.folder).items()
    again = imports.add_uploaded(target, MORE)  # nothing holds the folder any more
    assert len(again.added) == len(MORE)


def test_a_new_corpus_that_is_stopped_is_taken_away_again(target):
    stopped = Event()

    def work(progress):
        stopped.wait(SECONDS)
        return imports.add_uploaded(Target(None, "新"), MORE, progress)

    building = Building(work)
    building.stop()
    stopped.set()
    building.wait(SECONDS)
    assert building.was_stopped
    assert [own.folder for own in corpora.own_corpora()] == [target.folder]


def test_what_was_wrong_is_kept_for_the_page(target):
    building = Building(lambda progress: imports.add_pasted(target, " \n", "空", progress))
    building.wait(SECONDS)
    assert building.error.code == "empty_file"
    assert not building.was_stopped
