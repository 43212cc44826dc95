"""A page of a corpus of many documents sends what it shows, and not the corpus."""

from __future__ import annotations

import json

import pytest
from streamlit.testing.v1 import local_script_runner

from analysis.corpus.select import Scope
from analysis.corpus.store import add_documents, read_sources
from analysis.tables.hits import Focus
from app import cache, corpora
from app.wording.numbers import format_count
from app.wording.text import text
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


def test_places_of_many_documents_are_drawn_for_some_and_it_is_said(open_page, many):
    focus = Focus("term", "走访")
    n = cache.places(cache.corpus(many), Scope(), focus).documents
    assert n > DOCUMENTS
    for name, most in (("search", 12), ("terms", 40)):
        app = open_page(name, corpus=many, focus="term:走访")
        said = text("chart.some_strips", "zh", k=most, n=format_count(n))
        assert any(said in caption.value for caption in app.caption)
        strips = [
            chart
            for chart in map(json.loads, (c.proto.spec for c in app.get("plotly_chart")))
            if chart["data"][0].get("name") == "place"
        ]
        assert [len(set(chart["data"][0]["y"])) for chart in strips] == [most]
