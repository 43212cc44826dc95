"""A page of a corpus of many documents sends what it shows, and not the corpus."""

from __future__ import annotations

import pytest
from streamlit.testing.v1 import local_script_runner

from analysis.corpus.store import add_documents, read_sources
from app import cache, corpora
from tests.many import DOCUMENTS, MOST_BYTES, many_documents

VIEWS = (
    ("overview", ""),
    ("overview", "by=document"),
    ("terms", "focus=term:整改"),
    ("terms", "view=tfidf&by=year"),
    ("themes", ""),
    ("themes", "by=document"),
    ("organisations", ""),
    ("organisations", "view=profile"),
    ("organisations", "view=names"),
    ("organisations", "view=checks"),
    ("compare", ""),
    ("compare", "view=words&by=document"),
    ("compare", "view=figures"),
    ("compare", "view=reading"),
    ("search", "focus=term:整改"),
    ("documents", ""),
    ("documents", "view=import"),
    ("documents", "view=cleaning"),
    ("settings", ""),
)


@pytest.fixture(scope="module")
def many():
    """The id of a corpus of many tiny documents and the samples."""
    folder = corpora.fresh_folder()
    samples, _ = read_sources([corpora.SEEDS])
    add_documents(folder, [*many_documents(), *samples])
    yield corpora.stored(folder).corpus_id
    corpora.delete(folder)


@pytest.fixture
def sent(monkeypatch):
    """Return the sizes of the messages of each run that follows."""
    runs: list[list[int]] = []
    parse = local_script_runner.parse_tree_from_messages

    def listen(messages):
        runs.append([message.ByteSize() for message in messages])
        return parse(messages)

    monkeypatch.setattr(local_script_runner, "parse_tree_from_messages", listen)
    return runs


@pytest.mark.parametrize(("name", "query"), VIEWS)
def test_no_page_sends_more_than_it_shows(open_page, many, sent, name, query):
    address = dict(part.split("=") for part in query.split("&") if part)
    app = open_page(name, corpus=many, **address)
    assert app.query_params["corpus"] == many
    assert len(cache.corpus(many).documents) > DOCUMENTS
    assert 0 < sum(sent[-1]) < MOST_BYTES, f"{sum(sent[-1])} bytes, largest {max(sent[-1])}"
