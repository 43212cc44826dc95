"""Choosing documents of a big corpus: by words of the title and by metadata, instead of a list."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import numpy.typing as npt
import streamlit as st

from analysis.corpus.corpus import Corpus
from analysis.corpus.select import ORGANISATIONS
from app import cache, state
from app.controls.page import short_names, titles
from app.wording.headings import heading
from app.wording.numbers import format_count
from app.wording.text import text

LISTED = 2000
"""A corpus of more documents than this has no list of all of them in the bar."""
FIRST = 8
"""Documents found that are listed."""
VALUES = 200
"""Values of a field that are offered; others can be typed."""
FIELDS = ("source", "author", "issuer", "site", "channel", "organisation", "year", "script")

Flags = npt.NDArray[np.bool_]


def document_filter(corpus: Corpus, *, width: int) -> None:
    """Draw the box that finds documents and takes them as the scope."""
    lang, chosen = state.lang(), state.current().scope.documents
    label = (
        text("bar.documents_some", lang, n=format_count(len(chosen)))
        if chosen
        else text("bar.documents_all", lang, n=format_count(corpus.layout.n_documents))
    )
    with st.popover(label, width=width, key="bar-filter"):
        found = _found(corpus)
        if found is None:
            st.caption(text("filter.hint", lang))
        else:
            _matches(corpus, found)
        _buttons(corpus, found)


def _found(corpus: Corpus) -> Flags | None:
    """Draw the conditions; return which documents meet them, ``None`` without any."""
    lang = state.lang()
    words = st.text_input(
        text("filter.words", lang), key="filter-words", placeholder=text("filter.words_hint", lang)
    )
    fields = [
        name for name in (*FIELDS, *corpus.extra_fields) if cache.field_counts(corpus, name, 1)
    ]
    left, right = st.columns(2, gap="small")
    field = left.selectbox(
        text("filter.field", lang),
        fields,
        index=None,
        format_func=_field_name,
        placeholder=text("filter.field_any", lang),
        key="filter-field",
    )
    value = None
    if field is not None:
        counts = cache.field_counts(corpus, field, VALUES)
        value = right.selectbox(
            text("filter.value", lang),
            list(counts),
            index=None,
            format_func=lambda name: _value_name(corpus, field, name, counts),
            placeholder=text("filter.value_any", lang),
            accept_new_options=True,
            key=f"filter-value-{field}",
        )
    if not words.strip() and not value:
        return None
    found = cache.titled(corpus, words)
    return found & cache.with_value(corpus, str(field), str(value)) if value else found


def _field_name(name: str) -> str:
    if name == "organisation":
        return text("filter.organisation", state.lang())
    if name == "year":
        return text("bar.years", state.lang())
    return heading("documents", name, state.lang()) if name in FIELDS else name


def _value_name(corpus: Corpus, field: str, value: str, counts: dict[str, int]) -> str:
    name = short_names(corpus).get(value, value) if field in ORGANISATIONS else value
    return f"{name}  {format_count(counts[value])}" if value in counts else name


def _matches(corpus: Corpus, found: Flags) -> None:
    lang, rows = state.lang(), np.flatnonzero(found)
    st.caption(text("filter.found", lang, n=format_count(len(rows))))
    names = corpus.document_names[rows[:FIRST]].tolist()
    for name in names:
        st.text(titles(corpus)[name], width="stretch")
    if len(rows) > FIRST:
        st.caption(text("filter.first", lang, k=FIRST))


def _buttons(corpus: Corpus, found: Flags | None) -> None:
    lang = state.lang()
    before = np.zeros(corpus.layout.n_documents, dtype=bool)
    chosen = state.current().scope.documents
    before[[corpus.document_rows[name] for name in chosen]] = True
    n = 0 if found is None else int(found.sum())
    some = np.zeros_like(before) if found is None else found
    with st.container(horizontal=True, gap="small"):
        _button("only", corpus, lambda: some, n=n, type_="primary")
        if chosen:
            _button("add", corpus, lambda: before | some, n=n)
            _button("drop", corpus, lambda: before & ~some, n=n)
            st.button(
                text("filter.all", lang),
                key="filter-all",
                type="tertiary",
                on_click=lambda: state.choose_documents(()),
            )


def _button(
    name: str, corpus: Corpus, wanted: Callable[[], Flags], *, n: int, type_: str = "secondary"
) -> None:
    st.button(
        text(f"filter.{name}", state.lang(), n=format_count(n)),
        key=f"filter-{name}",
        type=type_,
        disabled=not n,
        on_click=lambda: state.choose_documents(corpus.document_names[wanted()].tolist()),
    )
