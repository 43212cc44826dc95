"""The global bar: scope, grouping and focus. Drawn by the entry file on top of every page."""

from __future__ import annotations

from collections.abc import Mapping
from typing import cast

import streamlit as st

from analysis.corpus.corpus import Corpus
from analysis.corpus.select import Scope
from analysis.tables.hits import Focus
from app import cache, state
from app.components.link import copy_link
from app.controls.filtering import LISTED, document_filter
from app.controls.page import focus_label, short_names, titles, year_name
from app.wording.numbers import format_count
from app.wording.text import LANGS, Lang, text

_OFFERED_TERMS = 30
_OFFERED_FOCI = 100
"""Organisations with most text that the focus box offers."""
_OFFERED_ORGANISATIONS = 400
"""Organisations that the bar lists; others are found by typing their name."""
_DOCUMENT_WIDTH = 178
_ORGANISATION_WIDTHS = {"zh": 270, "en": 210}
_FOCUS_WIDTHS = {"zh": 206, "en": 250}
"""English names of themes are longer, as are those of the groupings."""


def global_bar(corpus: Corpus) -> None:
    """Draw the bar. Its widgets show the table of ``app.state`` and write back into it."""
    with st.container(horizontal=True, vertical_alignment="center", gap="small", key="global-bar"):
        _documents(corpus)
        _organisations(corpus)
        _years(corpus)
        _grouping()
        _focus(corpus)
        st.space("stretch")
        with st.container(
            horizontal=True,
            vertical_alignment="center",
            gap="xsmall",
            width="content",
            wrap=False,
        ):
            _tools()


def _documents(corpus: Corpus) -> None:
    if corpus.layout.n_documents > LISTED:
        document_filter(corpus, width=_DOCUMENT_WIDTH)
        return
    names = titles(corpus)
    _pick_several("doc", list(names), names, n=len(names), width=_DOCUMENT_WIDTH)


def _organisations(corpus: Corpus) -> None:
    shorts = short_names(corpus)
    main = cache.groups(corpus, Scope(), "organisation", _OFFERED_ORGANISATIONS)
    width = _ORGANISATION_WIDTHS[state.lang()]
    n = len(cache.group_characters(corpus, Scope(), "organisation"))
    offered = dict.fromkeys((*state.current().scope.organisations, *main))
    for name in shorts:
        if len(offered) >= _OFFERED_ORGANISATIONS:
            break
        offered.setdefault(name)
    _pick_several("org", list(offered), shorts, n=n, width=width)


def _years(corpus: Corpus) -> None:
    codes = [state.year_code(label) for label in cache.groups(corpus, Scope(), "year")]
    names = {code: year_name(code, state.lang()) for code in codes}
    dated = sorted(code for code in codes if code != state.UNDATED_CODE)
    undated = [code for code in codes if code == state.UNDATED_CODE]
    _pick_several("year", [*dated, *undated], names, n=len(codes), width=150)


_SEVERAL = {"doc": "documents", "org": "organisations", "year": "years"}


def _pick_several(
    name: str, codes: list[str], names: Mapping[str, str], *, n: int, width: int
) -> None:
    key, lang = f"bar-{name}", state.lang()
    scope = state.current().scope
    chosen = {
        "doc": scope.documents,
        "org": scope.organisations,
        "year": tuple(state.year_code(year) for year in scope.years),
    }[name]
    state.seed(key, list(chosen))
    st.multiselect(
        text(f"bar.{_SEVERAL[name]}", lang),
        codes,
        format_func=lambda code: names.get(code, code),
        placeholder=text(f"bar.{_SEVERAL[name]}_all", lang, n=format_count(n)),
        label_visibility="collapsed",
        key=key,
        width=width,
        accept_new_options=len(names) > len(codes),
        on_change=lambda: state.choose_scope(
            name, _known(cast("list[str]", state.widget_value(key)), codes, names)
        ),
    )


def _known(given: list[str], codes: list[str], names: Mapping[str, str]) -> list[str]:
    """Return codes for what was chosen or typed; a typed name is one of ``names`` or dropped."""
    offered = frozenset(codes)
    by_name = {} if offered.issuperset(given) else {name: code for code, name in names.items()}
    typed = (code if code in offered else by_name.get(code, code) for code in given)
    return [code for code in dict.fromkeys(typed) if code in offered or code in names]


def _grouping() -> None:
    lang = state.lang()
    state.seed("bar-by", state.current().by)
    st.segmented_control(
        text("bar.by", lang),
        state.GROUPINGS,
        format_func=lambda by: text(f"bar.by.{by}", lang),
        required=True,
        label_visibility="collapsed",
        key="bar-by",
        on_change=lambda: state.choose_grouping(str(state.widget_value("bar-by"))),
    )


def _focus(corpus: Corpus) -> None:
    lang, chosen = state.lang(), state.current().focus
    offered = _offered(corpus)
    if chosen is not None and chosen not in offered:
        offered = [chosen, *offered]
    state.seed("bar-focus", chosen)
    st.selectbox(
        text("bar.focus", lang),
        offered,
        index=None,
        format_func=lambda focus: _focus_label(corpus, focus, lang),
        placeholder=text("bar.focus_none", lang),
        accept_new_options=True,
        label_visibility="collapsed",
        icon=":material/center_focus_weak:",
        key="bar-focus",
        width=_FOCUS_WIDTHS[lang],
        on_change=_focus_changed,
    )


def _offered(corpus: Corpus) -> list[Focus]:
    """Return what the focus box offers: themes, main organisations, frequent words."""
    return [
        *(Focus("theme", theme.key) for theme in corpus.themes),
        *(Focus("organisation", name) for name in _first_organisations(corpus)),
        *(Focus("term", term) for term in cache.frequent_terms(corpus, _OFFERED_TERMS)),
    ]


def _first_organisations(corpus: Corpus) -> tuple[str, ...]:
    return cache.groups(corpus, Scope(), "organisation", _OFFERED_FOCI)


def _focus_label(corpus: Corpus, focus: Focus | str, lang: Lang) -> str:
    if isinstance(focus, str):
        return focus
    return focus_label(corpus, focus, lang)


def _focus_changed() -> None:
    given = state.widget_value("bar-focus")
    if given is None or given == "":
        state.choose(focus=None)
    elif isinstance(given, str):
        state.choose(focus=Focus("term", given.strip()))
    else:
        state.choose(focus=Focus(*cast("tuple[str, str]", given)))  # type: ignore[arg-type]


def _tools() -> None:
    lang = state.lang()
    other = LANGS[1 - LANGS.index(lang)]
    st.button(
        text("bar.lang", lang),
        type="tertiary",
        key="bar-lang",
        help=text("bar.lang_help", lang),
        on_click=lambda: state.choose_lang(other),
    )
    st.button(
        "",
        icon=":material/restart_alt:",
        type="tertiary",
        key="bar-clear",
        help=text("bar.clear", lang),
        on_click=state.clear,
    )
    copy_link("bar-link")
