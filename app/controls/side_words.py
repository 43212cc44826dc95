"""The words of the sides of a comparison: against each other, of one alone, and of all."""

from __future__ import annotations

import streamlit as st

from analysis.schema import KEYNESS
from analysis.tables.hits import Focus
from app import cache, state
from app.cache import OTHERS, REST, Against
from app.charts import counted, keyness_bars, keyness_scatter
from app.charts.clicks import TERM, Click
from app.charts.layout import shorten
from app.components.reader import word_items
from app.components.text import Panel, draw
from app.controls.card import Card, card, head, page_choice
from app.controls.page import Page
from app.controls.rows import keyness_rows
from app.wording.numbers import format_count

WORDS = 11
BARS = 12
MANY_SIDES, LONGEST_OF_MANY = 5, 5
"""From so many sides on a column has no room for longer words."""
SPLIT_WORDS = 60
MARKS = 1500
"""Words that the scatter draws, those that differ most."""


def words_against(page: Page, label: str, labels: tuple[str, ...], reference: str) -> Against:
    """Return what the words of a side are compared with.

    Parameters
    ----------
    labels
        All sides.
    reference
        ``OTHERS``: the other sides together; ``REST``: all other texts.
    """
    by = page.state.by
    if len(labels) == 2 and reference == OTHERS:
        return Against(by, label, next(other for other in labels if other != label), labels)
    return Against(by, label, reference if len(labels) > 1 else REST, labels)


def typical_words(page: Page, asked: Against) -> None:
    """List the words that one side uses more than its reference."""
    table = cache.keyness(page.corpus, page.scope, asked, WORDS)
    words = [
        (row.term, f"{row.n_target}/{row.n_reference}")
        for row in table.itertuples()
        if row.side == "target"
    ]
    word_panel(
        page,
        words,
        page.say("compare.typical_label", name=page.group_name(asked.target)),
        asked.target,
    )


def word_panel(
    page: Page, words: list[tuple[str, str]], label: str, key: str, height: int = 0
) -> None:
    """Draw a list of words; a click takes one as focus."""
    if not words:
        st.caption(page.say("compare.none"))
        return
    focus = page.state.focus
    here = focus.value if focus is not None and focus.kind == "term" else ""
    draw(
        Panel("words", word_items(words, here=here), label, height=height),
        key=f"compare-words-{key}",
        on_pick=lambda word: state.choose(focus=Focus("term", word)),
    )


def words_of_two(page: Page, labels: tuple[str, ...]) -> None:
    """Draw two sides, or one side and all other texts, against each other."""
    other = labels[1] if len(labels) == 2 else ""
    asked = Against(page.state.by, labels[0], other or REST, labels)
    table = cache.keyness(page.corpus, page.scope, asked, MARKS)
    names = (
        page.group_name(labels[0]),
        page.group_name(other) if other else page.say("compare.rest_name"),
    )
    kind = page_choice(page, "chart", ("bars", "scatter"), prefix="compare")
    focus = page.state.focus
    term = focus.value if focus is not None and focus.kind == "term" else ""
    shared = {"palette": page.colours, "lang": page.lang, "shown": page.shown(), "focus": term}
    sizes = cache.sizes_against(page.corpus, page.scope, asked)
    grounds = cache.grounds(page.corpus, page.scope, asked)
    card(
        page,
        Card(
            "compare-two",
            page.say("compare.two", a=names[0], b=names[1]),
            page.say("compare.scatter_note")
            if kind == "scatter"
            else page.say(
                "compare.two_note",
                a=format_count(sizes[0]),
                b=format_count(sizes[1]),
                m=asked.min_n,
            ),
            keyness_rows(page, asked, table),
            KEYNESS,
            chart=keyness_scatter.build(table, sides=(labels[0], other or names[1]), **shared)
            if kind == "scatter"
            else keyness_bars.build(
                table, sides=keyness_bars.Sides(labels[0], other or names[1]), **shared
            ),
            alt=page.say("compare.two_alt", a=names[0], b=names[1]),
            help=page.say("measure.log_likelihood"),
            note=""
            if grounds.enough
            else page.say("state.W2", n=min(grounds.documents_target, grounds.documents_reference)),
        ),
    )


def words_of_one(page: Page, asked: Against) -> None:
    """Draw the words of one of several sides against its reference."""
    table = cache.keyness(page.corpus, page.scope, asked, BARS)
    bars = [
        counted.Bar(
            row.term,
            row.term if len(asked.labels) < MANY_SIDES else shorten(row.term, LONGEST_OF_MANY),
            row.score,
            f"{row.n_target}:{row.n_reference}",
            Click(TERM, row.term, asked.target),
            (
                row.term,
                page.say("compare.word_hover", a=row.n_target, b=row.n_reference),
                page.say("chart.click"),
            ),
        )
        for row in table.itertuples()
        if row.side == "target"
    ]
    focus = page.state.focus
    card(
        page,
        Card(
            f"compare-one-{asked.target}",
            page.say("compare.one", name=page.group_name(asked.target)),
            page.say("compare.one_note"),
            keyness_rows(page, asked, table),
            KEYNESS,
            chart=counted.build(
                bars,
                palette=page.colours,
                picked=focus.value if focus is not None and focus.kind == "term" else "",
            ),
            alt=page.say("compare.one", name=page.group_name(asked.target)),
            switch=False,
        ),
    )


def split_words(page: Page, labels: tuple[str, ...]) -> None:
    """List the words of one side only, and those of all; hapaxes included."""
    parts = [
        ("only", label, page.say("compare.only", name=page.group_name(label))) for label in labels
    ]
    if len(labels) > 1:
        between = 1 if len(labels) == 2 else len(labels)
        parts.insert(between, ("shared", "", page.say("compare.shared")))
    for column, (kind, side, title) in zip(
        st.columns(len(parts), gap="medium"), parts, strict=True
    ):
        with column:
            asked = (page.corpus, page.scope, page.state.by, labels)
            table = cache.term_split(*asked, (kind, side), SPLIT_WORDS)
            size = cache.split_sizes(*asked)[kind, side]
            n = format_count(size)
            head(title, page.say("compare.split_note", n=n))
            shown = [
                (
                    row.term,
                    ":".join(str(count) for count in row.counts)
                    if kind == "shared"
                    else str(row.n),
                )
                for row in table.itertuples()
            ]
            word_panel(
                page,
                shown,
                page.say("compare.split_label", title=title, n=n),
                f"{kind}-{side}",
                260,
            )
            if size > SPLIT_WORDS:
                st.caption(page.say("compare.more_words", k=SPLIT_WORDS, n=n))
