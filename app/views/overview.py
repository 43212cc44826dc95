"""总览: how much, who speaks of what, in which words, with which figures, and the sentences."""

import streamlit as st

from analysis.schema import FACT_SHARES, FREQUENCY, THEMES
from analysis.tables.frequency import FrequencyOptions
from app import cache, controls
from app.charts import figures, heat_map, terms
from app.wording.numbers import format_count, format_short

ROWS = 10
BARS = 9
WORDS = FrequencyOptions(min_length=2, limit=BARS)


def metrics(page: controls.Page) -> None:
    """Say how much there is; counts of the scope."""
    size = cache.size(page.corpus, page.scope)
    main = len(cache.group_characters(page.corpus, page.scope, "organisation"))
    shown = (
        ("documents", size.documents, {}),
        ("characters", size.characters, {"n": format_count(size.characters)}),
        ("sentences", size.sentences, None),
        ("organisations", size.organisations, {"main": main}),
        ("figures", size.figures, {}),
    )
    with st.container(horizontal=True, gap="large", key="overview-metrics"):
        for name, n, tip in shown:
            st.metric(
                page.say(f"overview.{name}"),
                page.say(f"overview.{name}_value", n=format_short(n, page.lang)),
                help=None if tip is None else page.say(f"overview.{name}_help", **tip),
                width="content",
            )


def who(page: controls.Page) -> None:
    """Draw groups against themes; a click on a cell chooses both."""
    n_groups = len(cache.group_characters(page.corpus, page.scope, page.state.by))
    limit = controls.rows_shown("overview/all", ROWS)
    table = cache.group_themes(page.corpus, page.scope, page.state.by, limit)
    shown = page.shown(short_themes=True)
    focus = page.state.focus
    theme = focus.value if focus is not None and focus.kind == "theme" else ""
    controls.card(
        page,
        controls.Card(
            "overview-who",
            page.say("overview.who"),
            page.say(
                f"overview.who.{page.state.by}",
                k=format_count(n_groups),
                n=format_count(cache.size(page.corpus, page.scope).characters),
            ),
            controls.theme_rows(page),
            THEMES,
            chart=heat_map.build(
                table,
                palette=page.colours,
                lang=page.lang,
                shown=shown,
                picked=(page.state.row, theme) if theme else None,
            ),
            alt=page.say(
                "overview.who_alt", k=min(limit, n_groups), themes=len(page.corpus.themes)
            ),
            help=page.say("measure.per_10k_characters"),
            wide=True,
        ),
        on_row=lambda row: controls.choose_theme(str(row["theme"]), str(row["group"])),
    )
    controls.show_all(page, "overview/all", shown=ROWS, of=n_groups)


def words(page: controls.Page) -> None:
    """Draw the most frequent terms with both counts."""
    focus = page.state.focus
    table = cache.frequency(page.corpus, page.row_scope, options=WORDS)
    rows = controls.frequency_rows(page, page.row_scope, WORDS)
    controls.card(
        page,
        controls.Card(
            "overview-words",
            page.say("overview.words"),
            page.in_row(page.say("overview.words_note")),
            rows,
            FREQUENCY,
            chart=terms.build(
                table,
                palette=page.colours,
                lang=page.lang,
                focus=focus.value if focus is not None and focus.kind == "term" else "",
                limit=BARS,
            ),
            alt=page.say("overview.words_alt", k=BARS),
            help=page.say("measure.counts"),
            switch=False,
        ),
    )


def reported(page: controls.Page) -> None:
    """Draw figures per organisation, those beside the focus in its colour."""
    focus = page.state.focus
    table = cache.fact_shares(page.corpus, page.scope, focus)
    name = page.focus_name()
    controls.card(
        page,
        controls.Card(
            "overview-figures",
            page.say("overview.figures_title"),
            page.say("overview.figures_note", focus=name)
            if name
            else page.say("overview.figures_note_plain"),
            table,
            FACT_SHARES,
            chart=figures.build(
                table,
                palette=page.colours,
                lang=page.lang,
                shown=page.shown(),
                focus=name,
                limit=BARS,
            ),
            alt=page.say("overview.figures_alt", k=len(table)),
            switch=False,
        ),
        on_click=lambda click: controls.choose_owner(page, click.row),
    )


page = controls.page()
controls.stop_if_empty(page)
metrics(page)
left, right = st.columns([8, 4.3], gap="medium")
with left, controls.guarded(page):
    who(page)
    below = st.columns(2, gap="medium")
    with below[0]:
        words(page)
    with below[1]:
        reported(page)
    rows = controls.rows_shown("overview/all", ROWS)
    if page.has_small(cache.groups(page.corpus, page.scope, page.state.by, rows)):
        controls.note(page, "W1")
    controls.unowned_note(page)
with right:
    controls.sentence_panel(page, controls.Sentences("overview-sentences"))
    controls.figure_panel(page, key="overview-figure-list")
