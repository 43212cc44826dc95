"""核查: hints at figures that contradict each other, both sentences side by side."""

from __future__ import annotations

from typing import Any

import streamlit as st

from analysis.corpus.correcting import dismiss_hint
from analysis.schema import CONSISTENCY, HINT_KINDS
from analysis.tables.consistency.hints import Hint
from app import cache, state
from app.components.reader import card_items
from app.components.text import Panel, draw
from app.controls.card import Card, export_menu, head
from app.controls.choices import choose_pill, choose_toggle
from app.controls.corpus_shelf import print_of
from app.controls.correcting import save, take_back
from app.controls.page import Page
from app.controls.sentences import open_place
from app.controls.table import Paged
from app.controls.turning import Pages, page_turner
from app.wording.numbers import format_count, format_value
from app.wording.values import value_name

KEY = "organisations-checks"
_ASIDE = "aside"
AT_ONCE = 8
"""Hints of a page; each has its sentences drawn."""
_ROUNDED = 1


def checks_view(page: Page) -> None:
    """Draw the hints of the scope: their kinds with counts, then one after the other."""
    figures = format_count(cache.size(page.corpus, page.scope).figures)
    seen = cache.hints_aside(page.corpus, page.scope)
    aside = bool(seen) and bool(state.page_value(_ASIDE))
    counts = cache.hint_counts(page.corpus, page.scope, aside=aside)
    if counts:
        kind = _kind(page, counts)
    if seen:
        choose_toggle(_ASIDE, page.say("checks.with_aside", n=format_count(len(seen))))
    if not counts:
        _nothing(page, figures, len(seen))
        return
    chosen = cache.hints_of_kind(page.corpus, page.scope, kind, aside=aside)
    caption = page.say("checks.note", n=format_count(len(chosen)), figures=figures)
    title = page.say("checks.title")
    with head(title, caption, tip=page.say("checks.help")):
        rows = Paged(
            len(chosen),
            lambda offset, limit: cache.hint_table(page.corpus, chosen, offset, limit),
        )
        export_menu(page, Card(KEY, title, caption, rows, CONSISTENCY))
    pages = Pages(f"{KEY}-{kind}-{print_of(page.scope)}", len(chosen), AT_ONCE, stays=True)
    first = pages.first
    table = cache.hint_table(page.corpus, chosen, first, AT_ONCE)
    for place, row in enumerate(table.to_dict("records")):
        _hint(page, chosen[first + place], row, f"{KEY}-{kind}-{first + place}")
    page_turner(page, pages, said="checks.rows")


def _nothing(page: Page, figures: str, n_seen: int) -> None:
    """Say that nothing is found, and what was looked for."""
    said = "checks.all_aside" if n_seen else "checks.none"
    if figures == "0":
        said = "checks.no_figures"
    head(page.say("checks.title"), "")
    st.info(page.say(said, figures=figures, n=format_count(n_seen)), icon=":material/task_alt:")
    kinds = [value_name("kind", kind, page.lang) for kind in HINT_KINDS]
    st.caption(page.say("checks.looked_for", kinds=page.say("checks.and").join(kinds)))


def _kind(page: Page, counts: dict[str, int]) -> str:
    """Draw one pill a kind, all of them first, and return the chosen one."""
    options = {"": page.say("checks.all", n=format_count(sum(counts.values())))}
    for kind, n in counts.items():
        name = value_name("kind", kind, page.lang)
        options[kind] = page.say("checks.of_kind", kind=name, n=format_count(n))
    return choose_pill("kind", options, label=page.say("checks.kind"))


def _hint(page: Page, hint: Hint, row: dict[Any, Any], key: str) -> None:
    """Draw one hint: what does not fit, and the sentences with their numbers marked."""
    name = value_name("kind", hint.kind, page.lang)
    ground = page.say(
        "checks.confidence", confidence=value_name("confidence", hint.confidence, page.lang)
    )
    with st.container(border=True, gap="small"):
        with head(_said(page, hint, row), f"{name} · {ground}"):
            _set_aside(page, hint, row, key)
        items = card_items(cache.hint_cards(page.corpus, hint), page.owners, page.titles, page.lang)
        label = page.say("checks.sentences", kind=name)
        for place, column in enumerate(st.columns(len(items), gap="medium")):
            with column:
                draw(
                    Panel("cards", items[place : place + 1], label, border=False),
                    key=f"{key}-{place}",
                    on_pick=lambda at: open_place(page, at, None),
                )


def _set_aside(page: Page, hint: Hint, row: dict[Any, Any], key: str) -> None:
    """Draw the button that sets a hint aside, or puts it back."""
    correction = cache.hints_aside(page.corpus, page.scope).get(hint)
    widget = f"{key}-{print_of(hint, correction)}"
    if correction is not None:
        st.button(
            page.say("checks.back"),
            key=widget,
            type="tertiary",
            icon=":material/undo:",
            on_click=take_back,
            args=(correction,),
        )
        return
    first, second = ((row[f"doc_{s}"], row[f"start_{s}"], row[f"end_{s}"]) for s in "ab")
    st.button(
        page.say("checks.aside"),
        key=widget,
        type="tertiary",
        icon=":material/check:",
        help=page.say("checks.aside_help"),
        on_click=save,
        args=(page, lambda corpus: dismiss_hint(corpus, hint.kind, first, second)),
    )


def _said(page: Page, hint: Hint, row: dict[Any, Any]) -> str:
    """Return in one sentence what does not fit."""
    return page.say(
        f"checks.{_case(hint)}",
        thing=str(row["noun"] or "") or page.say("checks.thing"),
        a=row["text_a"],
        b=row["text_b"],
        unit=row["unit"] or "",
        expected=_number(hint.expected),
        found=_number(hint.found),
        owner_a=page.owners.name(row["organisation_a"]),
        owner_b=page.owners.name(row["organisation_b"]),
    )


def _case(hint: Hint) -> str:
    """Return which of the sentences says it."""
    if hint.kind == "share" and (hint.first != hint.second or hint.rows[0] < 0):
        return "shares"
    if hint.kind == "parts" and not hint.others:
        return "exceeds"
    if hint.kind == "growth" and not hint.others:
        return "direction"
    return hint.kind


def _number(value: float) -> str:
    return format_value(round(value, _ROUNDED))
