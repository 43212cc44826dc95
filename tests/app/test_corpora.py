import os
import shutil

import pytest

from analysis.corpus.storage.manifest import is_corpus
from analysis.corpus.store import open_corpus
from analysis.errors import CorpusStoreError
from app import corpora


@pytest.fixture
def data(tmp_path, monkeypatch):
    monkeypatch.setenv(corpora.DATA_VARIABLE, str(tmp_path / "data"))
    monkeypatch.delenv(corpora.SOURCES_VARIABLE, raising=False)
    return tmp_path


def test_samples_are_built_once_into_the_cache_folder(data):
    folder, failures = corpora.prepare()
    assert failures == ()
    assert folder.parent == corpora.cache_folder()
    first = corpora.stored(folder)
    assert first.documents == 5
    assert corpora.prepare() == (folder, ())
    assert corpora.stored(folder) == first
    assert corpora.own_corpora() == []


def test_sources_become_a_corpus_of_the_user(data, monkeypatch):
    texts = data / "texts"
    texts.mkdir()
    (texts / "甲.txt").write_text("县总工会走访企业30家。", encoding="utf-8")
    (texts / "乙.txt").write_text("县妇联开展培训12场。", encoding="utf-8")
    (texts / "丙.bin").write_bytes(bytes(range(256)) * 8)
    monkeypatch.setenv(corpora.SOURCES_VARIABLE, os.pathsep.join([str(texts)]))
    calls = []
    folder, failures = corpora.prepare(lambda done, total: calls.append((done, total)))
    assert [failure.name.endswith("丙.bin") for failure in failures] == [True]
    assert calls
    (own,) = corpora.own_corpora()
    assert own.documents == 2
    assert corpora.folder_of(own.corpus_id) == folder
    assert {d.name for d in open_corpus(folder).documents} == {"甲", "乙"}
    assert corpora.folder_of("0000") is None


def test_a_corpus_folder_is_opened_where_it_lies(data, monkeypatch):
    folder, _ = corpora.prepare()
    monkeypatch.setenv(corpora.SOURCES_VARIABLE, str(folder))
    assert corpora.prepare() == (folder, ())


@pytest.fixture
def elsewhere(data):
    """A corpus folder that is not in the data folder."""
    from analysis.corpus.store import add_sources  # noqa: PLC0415 - slow, for this test only

    (data / "甲.txt").write_text("县总工会走访企业30家。", encoding="utf-8")
    add_sources(data / "别处", [data / "甲.txt"])
    return data / "别处"


def test_a_corpus_elsewhere_is_listed_once_it_was_opened(elsewhere):
    found = corpora.link_folder(f' "{elsewhere}" ')
    assert (found.folder, found.documents) == (elsewhere, 1)
    assert corpora.link_folder(str(elsewhere)) == found
    assert corpora.linked_corpora() == [found]
    assert corpora.folder_of(found.corpus_id) == elsewhere
    assert not corpora.is_own(elsewhere)
    corpora.unlink_folder(elsewhere)
    assert corpora.linked_corpora() == []
    assert corpora.folder_of(found.corpus_id) is None
    assert is_corpus(elsewhere)


def test_wrong_folders_are_told(elsewhere):
    (elsewhere.parent / "空").mkdir()
    broken = elsewhere.parent / "坏"
    broken.mkdir()
    (broken / "manifest.json").write_text("{", encoding="utf-8")
    copied = elsewhere.parent / "又一份"
    shutil.copytree(elsewhere, copied)
    corpora.link_folder(str(elsewhere))
    for folder, code in (
        ("没有", "no_folder"),
        ("", "no_folder"),
        (elsewhere.parent / "空", "no_corpus"),
        (broken, "corpusunreadable"),
        (copied, "linked_twice"),
    ):
        with pytest.raises(CorpusStoreError) as caught:
            corpora.link_folder(str(folder))
        assert caught.value.code == code
    assert [linked.folder for linked in corpora.linked_corpora()] == [elsewhere]


def test_one_that_is_gone_stays_on_the_list_and_comes_back(elsewhere):
    corpora.link_folder(str(elsewhere))
    away = elsewhere.rename(elsewhere.with_name("拔掉的盘"))
    assert corpora.linked_corpora() == []
    away.rename(elsewhere)
    assert [linked.folder for linked in corpora.linked_corpora()] == [elsewhere]
