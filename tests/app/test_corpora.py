import os

import pytest

from analysis.corpus.store import open_corpus
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
