"""机构与数字: who reports what number, and what is known of each organisation."""

import streamlit as st

from analysis.corpus.select import Scope
from analysis.schema import BOUNDS, FACTS, SPELLINGS, STATUSES, THEMES
from analysis.tables.hits import Focus
from analysis.tables.ledger import LedgerFilter
from app import cache, controls, state
from app.charts import counted, ledger
from app.charts.clicks import THEME, Click, at_place
from app.components.reader import card_items, word_items
from app.components.text import Panel, draw
from app.wording.numbers import format_count, format_rate
from app.wording.values import value_name

BARS = 14
WORDS = 24
UNITS = 24
OFFERED = 500
SPELLINGS_SHOWN = 12
PASSAGES = 100
COLUMNS = ("organisation", "noun", "text", "value", "bound", "unit", "themes", "status", "doc")


def chosen_filter(page: controls.Page) -> LedgerFilter:
    """Return the conditions that the address holds, as far as they exist."""
    themes = [theme.key for theme in page.corpus.themes]
    theme, bound = state.page_value("theme"), state.page_value("bound")
    status = state.page_value("status")
    return LedgerFilter(
        theme=theme if theme in themes else "",
        bound=bound if bound in BOUNDS else "",
        status=status if status in STATUSES else "",
        beside=page.state.focus if state.page_value("beside") else None,
        excluded=bool(state.page_value("all")),
    )


def side_by_side(page: controls.Page, chosen: LedgerFilter) -> None:
    """Draw the figures of one unit, one bar a figure."""
    units = cache.units(page.corpus, page.scope, chosen, UNITS)
    if not units:
        return
    unit = controls.choose_pill(
        "unit",
        {
            name: page.say("organisations.unit_option", unit=name, n=format_count(n))
            for name, n in units.items()
        },
        label=page.say("organisations.unit"),
        empty=page.say("organisations.no_unit"),
    )
    table = cache.unit_figures(page.corpus, page.scope, chosen, unit, BARS)
    n = units[unit]
    more = page.say("organisations.first", k=BARS, n=format_count(n)) if n > BARS else ""
    controls.card(
        page,
        controls.Card(
            "organisations-units",
            page.say("organisations.side_by_side"),
            page.say(
                "organisations.side_by_side_note",
                owners=table["organisation"].nunique(),
                n=len(table),
            ),
            table,
            FACTS,
            chart=ledger.build(
                table,
                palette=page.colours,
                lang=page.lang,
                shown=page.shown_places(),
                picked=state.page_value("at"),
            ),
            alt=page.say("organisations.side_by_side_alt", unit=unit, n=len(table)),
            note=" ".join((page.say("organisations.legend"), more)),
            columns=COLUMNS,
            switch=False,
        ),
        on_click=lambda click: state.set_page_value("at", click.value),
    )


def filters(page: controls.Page) -> None:
    """Draw the conditions of the ledger."""
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        themes = {theme.key: page.theme_name(theme.key) for theme in page.corpus.themes}
        controls.choose_one(page, "theme", themes, prefix="organisations")
        for name, options in (("bound", BOUNDS), ("status", STATUSES)):
            named = {option: value_name(name, option, page.lang) for option in options}
            controls.choose_one(page, name, named, prefix="organisations")
        if page.state.focus is not None:
            label = page.say("organisations.beside", focus=page.focus_name())
            controls.choose_toggle("beside", label)
        excluded = cache.excluded_numbers(page.corpus, page.scope)
        label = page.say("organisations.excluded", n=format_count(excluded))
        controls.choose_toggle("all", label)


def all_figures(page: controls.Page, chosen: LedgerFilter) -> None:
    """Draw the ledger with its filters."""
    rows = controls.ledger_rows(page, chosen)
    controls.card(
        page,
        controls.Card(
            "organisations-ledger",
            page.say("organisations.table"),
            page.say("organisations.table_note", n=format_count(rows.n)),
            rows,
            FACTS,
            columns=(*COLUMNS, "class") if chosen.excluded else COLUMNS,
        ),
        on_row=lambda row: state.set_page_value("at", at_place(row["doc"], row["start"])),
    )


def whole_ledger(page: controls.Page) -> None:
    """Draw the figures at the left and the chosen one with its source at the right."""
    chosen = chosen_filter(page)
    left, right = st.columns([8, 4.3], gap="medium")
    with left:
        side_by_side(page, chosen)
        filters(page)
        all_figures(page, chosen)
    with right:
        listed = controls.ledger_figures(page, chosen)
        if listed.n:
            controls.figure_entry(page, listed, key="organisations-entry")
        else:
            st.caption(page.say("organisations.nothing"))


def profile(page: controls.Page) -> None:
    """Draw one organisation on one page: how it is written, what it speaks of, its figures."""
    totals = cache.organisation_totals(page.corpus, page.scope, OFFERED)
    names = {row.canonical: page.organisation_name(row.canonical) for row in totals.itertuples()}
    if not names:
        st.caption(page.say("state.no_groups"))
        return
    first = page.state.row if page.state.by == "organisation" else ""
    for asked in (first, state.page_value("name")):
        if asked in page.corpus.organisation_rows:
            names.setdefault(asked, page.organisation_name(asked))
    name = controls.choose_one(
        page, "name", names, prefix="organisations", default=first or next(iter(names))
    )
    counts = cache.organisation_total(page.corpus, page.scope, name)
    st.markdown(
        f"**{controls.plain(name)}** :gray[:small["
        + page.say(
            "organisations.profile_note",
            **{field: format_count(n) for field, n in counts.items()},
        )
        + "]]"
    )
    spellings = cache.spellings(page.corpus, page.scope, name, SPELLINGS_SHOWN)
    written = "、".join(f"{text} {n}" for text, n in spellings.items())
    st.caption(controls.plain(page.say("organisations.written", names=written)))
    scope = controls.narrowed(page.scope, "organisation", name)
    left, right = st.columns([8, 4.3], gap="medium")
    with left:
        themes, words = st.columns(2, gap="medium")
        with themes:
            theme_bars(page, scope, name)
        with words:
            characteristic_words(page, scope, name)
        passages(page, scope, name)
    with right:
        controls.figure_panel(
            page,
            key="organisations-figures",
            height=420,
            scope=scope,
            name=page.organisation_name(name),
        )


def theme_bars(page: controls.Page, scope: Scope, name: str) -> None:
    """Draw what an organisation speaks of."""
    table = cache.themes(page.corpus, scope)
    bars = [
        counted.Bar(
            row.theme,
            page.theme_name(row.theme),
            row.per_10k_characters,
            format_count(row.n),
            Click(THEME, row.theme, name if page.state.by == "organisation" else ""),
            (
                page.theme_name(row.theme),
                page.say("chart.times", n=format_count(row.n)),
                page.say("chart.per_10k_characters", rate=format_rate(row.per_10k_characters)),
            ),
        )
        for row in table.itertuples()
    ]
    focus = page.state.focus
    controls.card(
        page,
        controls.Card(
            "organisations-themes",
            page.say("organisations.themes"),
            page.say("organisations.themes_note"),
            table,
            THEMES,
            chart=counted.build(
                bars,
                palette=page.colours,
                picked=focus.value if focus is not None and focus.kind == "theme" else "",
            ),
            alt=page.say("organisations.themes_alt", name=page.organisation_name(name)),
        ),
    )


def characteristic_words(page: controls.Page, scope: Scope, name: str) -> None:
    """List the words that an organisation's passages use more than the rest."""
    controls.head(page.say("organisations.words"), page.say("organisations.words_note"))
    table = cache.characteristic_terms(page.corpus, scope, WORDS)
    if table.empty:
        st.caption(page.say("organisations.no_words"))
        return
    words = [(row.term, f"{row.n_target}/{row.n_reference}") for row in table.itertuples()]
    draw(
        Panel(
            "words",
            word_items(words),
            page.say("organisations.words_label", name=page.organisation_name(name)),
        ),
        key="organisations-words",
        on_pick=lambda word: state.choose(focus=Focus("term", word)),
    )


def passages(page: controls.Page, scope: Scope, name: str) -> None:
    """List the sentences that are about an organisation."""
    cards = cache.passage_cards(page.corpus, scope, PASSAGES)
    n = format_count(cache.size(page.corpus, scope).sentences)
    controls.head(page.say("organisations.passages"), page.say("organisations.passages_note", n=n))
    draw(
        Panel(
            "cards",
            card_items(cards, page.owners, page.titles, page.lang),
            page.say("organisations.passages_label", name=page.organisation_name(name), n=n),
            height=420,
        ),
        key="organisations-passages",
        on_pick=lambda place: controls.open_place(page, place, page.state.focus),
    )
    if cache.size(page.corpus, scope).sentences > PASSAGES:
        st.caption(page.say("compare.text_first", k=PASSAGES))


def names(page: controls.Page) -> None:
    """List how the documents write each organisation."""
    rows = controls.spelling_rows(page)
    left, right = st.columns([8, 4.3], gap="medium")
    with left:
        controls.card(
            page,
            controls.Card(
                "organisations-names",
                page.say("organisations.names_title"),
                page.say(
                    "organisations.names_note",
                    n=format_count(rows.n),
                    k=format_count(cache.size(page.corpus, page.scope).organisations),
                ),
                rows,
                SPELLINGS,
                height=660,
            ),
            on_row=lambda row: state.choose(focus=Focus("organisation", row["canonical"])),
        )
    with right:
        controls.sentence_panel(page, controls.Sentences("organisations-sentences", height=620))


page = controls.page()
controls.stop_if_empty(page)
view = controls.views(page, ("ledger", "profile", "names"), prefix="organisations")
with controls.guarded(page):
    {"ledger": whole_ledger, "profile": profile, "names": names}[view](page)
