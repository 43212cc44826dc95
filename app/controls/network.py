"""Organisations named together: a drawing, the pairs as a table, and the sentences of a pair."""

from __future__ import annotations

from typing import cast

import pandas as pd
import streamlit as st

from analysis.schema import NETWORK, WITHINS, Within
from analysis.tables.hits import Focus
from app import cache, state
from app.charts import organisation_network
from app.charts.clicks import PAIR, Click, pair_value, read_pair
from app.components.reader import card_items
from app.components.text import Panel, draw
from app.controls.card import Card, card, head, page_choice, plain
from app.controls.choices import choose_one
from app.controls.page import Page
from app.controls.sentences import Sentences, open_place, sentence_panel
from app.controls.table import Row
from app.wording.numbers import format_count

OFFERED = 500
SHOWN = 40
"""Sentences of a pair that are shown."""
COLUMNS = ("organisation_a", "organisation_b", "n_together", "log_dice", "n_a", "n_b")


def network_view(page: Page) -> None:
    """Draw who is named with whom at the left, the sentences of a pair at the right."""
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        within = cast("Within", page_choice(page, "within", WITHINS, prefix="network"))
        totals = cache.organisation_totals(page.corpus, page.scope, OFFERED)
        names = {name: page.organisation_name(name) for name in totals["canonical"]}
        asked = state.page_value("name")
        if asked in page.corpus.organisation_rows:
            names.setdefault(asked, page.organisation_name(asked))
        node = choose_one(page, "name", names, prefix="network", width=260)
    left, right = st.columns([8, 4.3], gap="medium")
    with left:
        _drawing(page, within, node)
    with right:
        _pairs(page, cache.network(page.corpus, page.scope, within, node))
        pair = _chosen_pair(page)
        if pair is not None:
            _sentences(page, within, pair)
        else:
            st.caption(page.say("network.choose"))
            _named(page, node)


def _drawing(page: Page, within: Within, node: str) -> None:
    drawn = cache.drawn_network(page.corpus, page.scope, within, node, organisation_network.NODES)
    pairs = cache.network(page.corpus, page.scope, within, node)
    shown = organisation_network.strongest(drawn, node)
    caption = page.say(
        "network.note",
        within=page.say(f"network.{within}"),
        k=format_count(len(shown.nodes)),
        e=format_count(len(shown.edges)),
        n=format_count(len(pairs)),
    )
    card(
        page,
        Card(
            "organisations-network",
            page.say("network.of", name=page.organisation_name(node))
            if node
            else page.say("network.title"),
            caption,
            pairs,
            NETWORK,
            chart=organisation_network.build(
                drawn,
                palette=page.colours,
                lang=page.lang,
                shown=page.shown_places(),
                node=node,
                picked=_chosen_pair(page),
            )
            if shown.edges
            else None,
            alt=page.say("network.alt", k=len(shown.nodes), e=len(shown.edges)),
            note=page.say("network.legend") if shown.edges else "",
            switch=False,
        ),
        on_click=_clicked,
    )


def _pairs(page: Page, pairs: pd.DataFrame) -> None:
    """Draw the pairs as a table beside the drawing."""
    card(
        page,
        Card(
            "organisations-pairs",
            page.say("network.pairs"),
            page.say("network.pairs_note", n=format_count(len(pairs))),
            pairs,
            NETWORK,
            columns=COLUMNS,
            height=260,
        ),
        on_row=_row,
    )


def _clicked(click: Click) -> None:
    if click.kind == PAIR:
        state.set_page_value("pair", click.value)
    else:
        state.set_page_value("name", click.value)
        state.set_page_value("pair", "")


def _row(row: Row) -> None:
    pair = pair_value(row["organisation_a"], row["organisation_b"])
    state.set_page_value("pair", pair)


def _chosen_pair(page: Page) -> cache.Pair | None:
    """Return the pair that the address holds, if the corpus has both."""
    pair = read_pair(state.page_value("pair"))
    known = page.corpus.organisation_rows
    return pair if pair is not None and all(name in known for name in pair) else None


def _sentences(page: Page, within: Within, pair: cache.Pair) -> None:
    counted = cache.count_together(page.corpus, page.scope, within, pair)
    names = " — ".join(page.organisation_name(name) for name in pair)
    said = page.say(
        "sentences.count",
        hits=format_count(counted.places),
        sentences=format_count(counted.sentences),
    )
    with head(names, said, wrap=True):
        st.button(
            page.say("network.close"),
            key="network-close",
            type="tertiary",
            icon=":material/close:",
            on_click=lambda: state.set_page_value("pair", ""),
        )
    if within != "sentence":
        st.caption(page.say(f"network.within_{within}"))
    cards = cache.together_cards(page.corpus, page.scope, within, pair, SHOWN)
    draw(
        Panel(
            "cards",
            card_items(cards, page.owners, page.titles, page.lang),
            plain(names),
            height=380,
        ),
        key="network-sentences",
        on_pick=lambda place: open_place(page, place, page.state.focus),
    )
    if counted.sentences > SHOWN:
        st.caption(page.say("compare.text_first", k=SHOWN))


def _named(page: Page, node: str) -> None:
    """Draw the sentences that name the chosen organisation."""
    if node:
        focus = Focus("organisation", node)
        sentence_panel(page, Sentences("network-named", 320, focus, page.scope, pick_row=False))
