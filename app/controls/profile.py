"""机构档案: one organisation on one page, and all of it as a file."""

from __future__ import annotations

from functools import partial
from typing import NamedTuple

import streamlit as st

from analysis.corpus.select import Scope
from analysis.schema import (
    FIGURE_GROUPS,
    FIGURE_THEMES,
    NETWORK,
    ORGANISATION_YEARS,
    STATUSES,
    THEMES,
)
from analysis.tables.hits import Focus
from analysis.tables.ledger import LedgerFilter
from app import cache, state
from app.charts import counted
from app.charts.clicks import THEME, Click, pair_value
from app.components.export import Export
from app.components.export import export_menu as draw_menu
from app.components.reader import card_items, word_items
from app.components.text import Panel, draw
from app.controls.card import Card, card, head, plain
from app.controls.choices import choose_one, choose_pill
from app.controls.ledger import go_to_ledger
from app.controls.page import Page, narrowed
from app.controls.sentences import figure_panel, open_place
from app.controls.table import Row
from app.render.file_names import file_name, today
from app.reports.material import Request
from app.reports.profile import profile_report
from app.reports.writers import FORMATS
from app.wording.numbers import format_count, format_rate
from app.wording.values import value_name

WORDS = 24
OFFERED = 500
SPELLINGS_SHOWN = 12
PASSAGES = 100
THINGS = 60
PARTNERS = 12
FILES = ("xlsx", "docx", "html")
_BAR = 20


class Body(NamedTuple):
    """The organisation that is shown, and the scope of what is about it."""

    name: str
    short: str
    scope: Scope


def profile_view(page: Page) -> None:
    """Draw one organisation: named how, speaks of what, did what, reports which figures."""
    body = _chosen(page)
    if body is None:
        st.caption(page.say("state.no_groups"))
        return
    _head(page, body)
    left, right = st.columns([8, 4.3], gap="medium")
    with left:
        themes, words = st.columns(2, gap="medium")
        with themes:
            _themes(page, body)
        with words:
            _words(page, body)
        _deeds(page, body)
        _passages(page, body)
    with right:
        figure_panel(
            page, key="organisations-figures", height=300, scope=body.scope, name=body.short
        )
        _figure_themes(page, body)
        _things(page, body)
        _years(page, body)
        _partners(page, body)


def _chosen(page: Page) -> Body | None:
    """Draw the organisations to choose from; return the chosen one."""
    totals = cache.organisation_totals(page.corpus, page.scope, OFFERED)
    names = {row.canonical: page.organisation_name(row.canonical) for row in totals.itertuples()}
    if not names:
        return None
    first = page.state.row if page.state.by == "organisation" else ""
    for asked in (first, state.page_value("name")):
        if asked in page.corpus.organisation_rows:
            names.setdefault(asked, page.organisation_name(asked))
    default = first or next(iter(names))
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        name = choose_one(page, "name", names, prefix="organisations", default=default)
        st.space("stretch")
        _files(page, name)
    return Body(name, page.organisation_name(name), narrowed(page.scope, "organisation", name))


def _files(page: Page, name: str) -> None:
    """Offer everything of an organisation as a file."""

    def write(form: str) -> bytes:
        scope = narrowed(page.scope, "organisation", name)
        request = Request(page.corpus, scope, lang=page.lang, date=today(), link=state.link())
        return FORMATS[form].write(profile_report(request, name))

    title = page.say("report.profile.title", name=page.organisation_name(name))
    files = {form: partial(write, form) for form in FILES}
    draw_menu(Export("organisations-profile", file_name(title), files), lang=page.lang)


def _head(page: Page, body: Body) -> None:
    counts = cache.organisation_total(page.corpus, page.scope, body.name)
    said = {field: format_count(n) for field, n in counts.items()}
    note = page.say("organisations.profile_note", **said)
    st.markdown(f"**{plain(body.name)}** :gray[:small[{note}]]")
    spellings = cache.spellings(page.corpus, page.scope, body.name, SPELLINGS_SHOWN)
    written = "、".join(f"{text} {n}" for text, n in spellings.items())
    st.caption(plain(page.say("organisations.written", names=written)))


def _themes(page: Page, body: Body) -> None:
    """Draw what an organisation speaks of."""
    table = cache.themes(page.corpus, body.scope)
    bars = [
        counted.Bar(
            row.theme,
            page.theme_name(row.theme),
            row.per_10k_characters,
            format_count(row.n),
            Click(THEME, row.theme, body.name if page.state.by == "organisation" else ""),
            (
                page.theme_name(row.theme),
                page.say("chart.times", n=format_count(row.n)),
                page.say("chart.per_10k_characters", rate=format_rate(row.per_10k_characters)),
            ),
        )
        for row in table.itertuples()
    ]
    card(
        page,
        Card(
            "organisations-themes",
            page.say("organisations.themes"),
            page.say("organisations.themes_note"),
            table,
            THEMES,
            chart=counted.build(bars, palette=page.colours, picked=_theme_in_focus(page)),
            alt=page.say("organisations.themes_alt", name=body.short),
        ),
    )


def _theme_in_focus(page: Page) -> str:
    focus = page.state.focus
    return focus.value if focus is not None and focus.kind == "theme" else ""


def _words(page: Page, body: Body) -> None:
    """List the words that an organisation's passages use more than the rest."""
    head(page.say("organisations.words"), page.say("organisations.words_note"))
    table = cache.characteristic_terms(page.corpus, body.scope, WORDS)
    if table.empty:
        st.caption(page.say("organisations.no_words"))
        return
    words = [(row.term, f"{row.n_target}/{row.n_reference}") for row in table.itertuples()]
    draw(
        Panel("words", word_items(words), page.say("organisations.words_label", name=body.short)),
        key="organisations-words",
        on_pick=lambda word: state.choose(focus=Focus("term", word)),
    )


def _deeds(page: Page, body: Body) -> None:
    """List what it did, plans or must do: the sentences with such figures of its own."""
    n = {
        status: cache.count_ledger(page.corpus, body.scope, LedgerFilter(status=status))
        for status in STATUSES
    }
    head(page.say("organisations.deeds"), page.say("organisations.deeds_note"))
    if not any(n.values()):
        st.caption(page.say("organisations.no_deeds"))
        return
    status = choose_pill(
        "did",
        {
            status: f"{value_name('status', status, page.lang)} {format_count(count)}"
            for status, count in n.items()
        },
        label=page.say("organisations.status"),
    )
    cards = cache.figure_cards(page.corpus, body.scope, LedgerFilter(status=status), PASSAGES)
    if not cards:
        st.caption(page.say("card.empty"))
        return
    draw(
        Panel(
            "cards",
            card_items(cards, page.owners, page.titles, page.lang),
            page.say("organisations.deeds"),
            height=320,
        ),
        key="organisations-deeds",
        on_pick=lambda place: open_place(page, place, page.state.focus),
    )


def _passages(page: Page, body: Body) -> None:
    """List the sentences that are about an organisation."""
    cards = cache.passage_cards(page.corpus, body.scope, PASSAGES)
    size = cache.size(page.corpus, body.scope).sentences
    n = format_count(size)
    head(page.say("organisations.passages"), page.say("organisations.passages_note", n=n))
    draw(
        Panel(
            "cards",
            card_items(cards, page.owners, page.titles, page.lang),
            page.say("organisations.passages_label", name=body.short, n=n),
            height=420,
        ),
        key="organisations-passages",
        on_pick=lambda place: open_place(page, place, page.state.focus),
    )
    if size > PASSAGES:
        st.caption(page.say("compare.text_first", k=PASSAGES))


def _figure_themes(page: Page, body: Body) -> None:
    """Draw with which themes its figures stand."""
    table = cache.figure_themes(page.corpus, body.scope)
    if table.empty:
        return
    bars = [
        counted.Bar(
            row.theme,
            page.theme_name(row.theme),
            row.figures,
            format_count(row.figures),
            Click(THEME, row.theme),
            (
                page.theme_name(row.theme),
                page.say("chart.figures", n=format_count(row.figures)),
            ),
        )
        for row in table.head(_BAR).itertuples()
    ]
    card(
        page,
        Card(
            "organisations-figure-themes",
            page.say("organisations.figure_themes"),
            page.say("organisations.figure_themes_note"),
            table,
            FIGURE_THEMES,
            chart=counted.build(bars, palette=page.colours, picked=_theme_in_focus(page)),
            alt=page.say("organisations.figure_themes"),
        ),
    )


def _things(page: Page, body: Body) -> None:
    """List what it counts; a row leads to these figures in the ledger."""
    table = cache.figure_groups(page.corpus, body.scope, LedgerFilter(), "noun", THINGS)
    if table.empty:
        return

    def to_ledger(row: Row) -> None:
        state.choose_scope("org", [body.name])
        go_to_ledger(noun=row["noun"], measure=row["unit"])

    card(
        page,
        Card(
            "organisations-things",
            page.say("organisations.things"),
            page.say("organisations.things_note"),
            table,
            FIGURE_GROUPS,
            columns=("noun", "unit", "figures", "years"),
            height=230,
        ),
        on_row=to_ledger,
    )


def _years(page: Page, body: Body) -> None:
    """List how much is said of it year by year, where there are several years."""
    table = cache.organisation_years(page.corpus, page.scope, body.name)
    if len(table) > 1:
        card(
            page,
            Card(
                "organisations-years",
                page.say("organisations.years"),
                page.say("organisations.years_by"),
                table,
                ORGANISATION_YEARS,
                height=230,
            ),
        )


def _partners(page: Page, body: Body) -> None:
    """List who is named in one sentence with it; a row leads to the network."""
    table = cache.network(page.corpus, page.scope, "sentence", body.name)
    if table.empty:
        return

    def to_network(row: Row) -> None:
        pair = pair_value(row["organisation_a"], row["organisation_b"])
        for name, value in (("view", "network"), ("name", body.name), ("pair", pair)):
            state.set_page_value(name, value)

    card(
        page,
        Card(
            "organisations-partners",
            page.say("organisations.partners"),
            page.say("organisations.partners_note", n=format_count(len(table))),
            table.head(PARTNERS),
            NETWORK,
            columns=("organisation_b", "n_together", "n_b"),
            height=230,
            headings={
                "organisation_b": page.say("organisations.partner"),
                "n_b": page.say("organisations.partner_n"),
            },
        ),
        on_row=to_network,
    )
