"""机构与数字: who reports what number, and what is known of each organisation."""

import streamlit as st

from analysis.corpus.select import Scope
from analysis.schema import SPELLINGS, THEMES
from analysis.tables.hits import Focus
from app import cache, controls, state
from app.charts import counted
from app.charts.clicks import THEME, Click
from app.components.reader import card_items, word_items
from app.components.text import Panel, draw
from app.wording.numbers import format_count, format_rate

WORDS = 24
OFFERED = 500
SPELLINGS_SHOWN = 12
PASSAGES = 100


def whole_ledger(page: controls.Page) -> None:
    """Draw the figures at the left and the chosen one with its source at the right."""
    chosen = controls.ledger_filter(page)
    controls.ledger_filters(page, chosen)
    left, right = st.columns([8, 4.3], gap="medium")
    with left:
        controls.compared_figures(page, chosen)
        controls.all_figures(page, chosen)
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
        controls.organisation_form(page)
        controls.sentence_panel(page, controls.Sentences("organisations-sentences", height=460))


page = controls.page()
controls.stop_if_empty(page)
SHOWN = {
    "ledger": whole_ledger,
    "profile": profile,
    "network": controls.network_view,
    "names": names,
    "checks": controls.checks_view,
    "corrections": controls.corrections_view,
}
view = controls.views(page, tuple(SHOWN), prefix="organisations")
controls.correction_note(page)
with controls.guarded(page):
    SHOWN[view](page)
