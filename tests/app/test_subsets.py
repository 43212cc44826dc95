"""Sets of documents: kept under an id, found again by a link, told where they are not here."""

from __future__ import annotations

import pytest

from app import cache, corpora, subsets
from app.controls import bar, filtering
from app.state import choices
from app.wording.text import text

WORD = "主题教育"
"""In the titles of some of the samples."""


@pytest.fixture
def few(monkeypatch):
    """Treat the five samples as a corpus of too many documents to list."""
    monkeypatch.setattr(bar, "LISTED", 2)
    monkeypatch.setattr(choices, "NAMED", 1)
    return [document.name for document in cache.corpus().documents]


def said(app):
    return " ".join(part.value for part in [*app.caption, *app.error]).replace("\\", "")


def test_the_same_names_have_the_same_id(few):
    kept = subsets.keep(few[:3])
    assert subsets.keep(few[2::-1]) == kept
    assert subsets.keep(few[:2]) != kept
    assert subsets.names_in(kept) == tuple(sorted(few[:3]))
    assert (subsets.folder() / f"{kept}.json").is_file()


@pytest.mark.parametrize("wanted", ["", "0123456789ab", "../../etc/pas", "0" * 13])
def test_an_id_that_is_not_here_has_no_names(wanted):
    assert subsets.names_in(wanted) == ()


def test_a_file_that_is_damaged_has_no_names(few):
    kept = subsets.keep(few[:3])
    (subsets.folder() / f"{kept}.json").write_text("{", encoding="utf-8")
    assert subsets.names_in(kept) == ()
    (subsets.folder() / f"{kept}.json").unlink()


def test_found_documents_become_the_scope_and_the_link_restores_it(open_page, few):
    corpus = cache.corpus()
    app = open_page("overview")
    app.text_input(key="filter-words").set_value(WORD).run()
    found = cache.titled(corpus, WORD)
    n = int(found.sum())
    assert 1 < n < len(few)
    assert text("filter.found", "zh", n=n) in said(app)
    app.button(key="filter-only").click().run()
    names = tuple(sorted(corpus.document_names[found].tolist()))
    (given,) = (
        app.query_params["set"]
        if isinstance(app.query_params["set"], list)
        else [app.query_params["set"]]
    )
    assert subsets.names_in(given) == names
    assert "doc" not in app.query_params
    app = open_page("overview", set=given)
    values = {metric.label: metric.value for metric in app.metric}
    assert values[text("overview.documents", "zh")].startswith(str(n))
    app.button(key="filter-all").click().run()
    assert "set" not in app.query_params


def test_fields_narrow_what_is_found(open_page, few):
    corpus = cache.corpus()
    counts = cache.field_counts(corpus, "source", filtering.VALUES)
    app = open_page("overview")
    app.selectbox(key="filter-field").set_value("source").run()
    value = next(iter(counts))
    app.selectbox(key="filter-value-source").set_value(value).run()
    assert text("filter.found", "zh", n=counts[value]) in said(app)


def test_a_set_that_is_not_here_is_told_and_everything_is_shown(open_page, few):
    app = open_page("overview", set="0123456789ab")
    assert text("state.E6", "zh", id="0123456789ab") in said(app)
    app.run()
    assert "set" not in app.query_params
    values = {metric.label: metric.value for metric in app.metric}
    assert values[text("overview.documents", "zh")].startswith("5")


def test_sets_lie_beside_the_corpora():
    assert subsets.folder().parent == corpora.data_folder().parent
