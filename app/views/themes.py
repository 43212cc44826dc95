"""主题: which themes where, in which words, over which years."""

import streamlit as st

from analysis.schema import THEME_TERMS, THEMES
from app import cache, controls
from app.charts import counted, heat_map, trend
from app.charts.clicks import TERM, THEME, Click
from app.wording.numbers import format_count, format_rate

ROWS = 12
BARS = 14
FEWEST_YEARS = 3
MOST_YEARS = 200


def chosen_theme(page: controls.Page) -> str:
    """Return the theme that the details show: the focus, else the first of the list."""
    focus = page.state.focus
    if focus is not None and focus.kind == "theme":
        return focus.value
    return page.corpus.themes[0].key


def distribution(page: controls.Page, measure: str) -> None:
    """Draw groups against themes, then the words of one theme and the groups that speak of it."""
    left, right = st.columns([8, 4.3], gap="medium")
    with left:
        theme_map(page)
        words, groups = st.columns(2, gap="medium")
        with words:
            theme_words(page)
        with groups:
            theme_groups(page, measure)
        if page.has_small(drawn_groups(page)):
            controls.note(page, "W1")
    with right:
        controls.sentence_panel(page, controls.Sentences("themes-sentences", height=620))


def theme_map(page: controls.Page) -> None:
    """Draw every theme in every group; a click on a cell chooses both."""
    n_groups = len(cache.group_characters(page.corpus, page.scope, page.state.by))
    limit = controls.rows_shown("themes/all", ROWS)
    table = cache.group_themes(page.corpus, page.scope, page.state.by, limit)
    focus = page.state.focus
    theme = focus.value if focus is not None and focus.kind == "theme" else ""
    controls.card(
        page,
        controls.Card(
            "themes-map",
            page.say("themes.map"),
            page.say(
                "themes.map_note",
                k=format_count(n_groups),
                n=format_count(cache.size(page.corpus, page.scope).characters),
            ),
            controls.theme_rows(page),
            THEMES,
            chart=heat_map.build(
                table,
                palette=page.colours,
                lang=page.lang,
                shown=page.shown(short_themes=True),
                picked=(page.state.row, theme) if theme else None,
            ),
            alt=page.say("themes.map_alt", k=min(limit, n_groups), themes=len(page.corpus.themes)),
            help=page.say("measure.per_10k_characters"),
        ),
        on_row=lambda row: controls.choose_theme(str(row["theme"]), str(row["group"])),
    )
    controls.show_all(page, "themes/all", shown=ROWS, of=n_groups)


def theme_words(page: controls.Page) -> None:
    """Draw the words that the theme stands for in the chosen row."""
    theme = chosen_theme(page)
    table = cache.theme_terms(page.corpus, page.row_scope, theme)
    bars = [
        counted.Bar(
            row.term,
            row.term,
            row.n,
            format_count(row.n),
            Click(TERM, row.term, page.state.row),
            (
                row.term,
                page.say("themes.word_hover", n=format_count(row.n), documents=row.documents),
                page.say("chart.click"),
            ),
        )
        for row in table.head(BARS).itertuples()
    ]
    controls.card(
        page,
        controls.Card(
            "themes-words",
            page.say("themes.words", theme=page.theme_name(theme)),
            page.say(
                "themes.words_note",
                name=page.row_name(),
                words=len(table),
                n=format_count(table["n"].sum()),
            ),
            table,
            THEME_TERMS,
            chart=counted.build(bars, palette=page.colours),
            alt=page.say("themes.words_alt", theme=page.theme_name(theme)),
            columns=("term", "n", "documents"),
        ),
    )


def drawn_groups(page: controls.Page) -> tuple[str, ...]:
    """Return the groups of the map and those that speak most of the theme."""
    by, theme = page.state.by, chosen_theme(page)
    rows = controls.rows_shown("themes/all", ROWS)
    table = cache.one_theme(page.corpus, page.scope, by, theme, controls.MOST_GROUPS)
    return (*cache.groups(page.corpus, page.scope, by, rows), *table["group"].head(BARS))


def theme_groups(page: controls.Page, measure: str) -> None:
    """Draw how much each group speaks of the theme."""
    theme = chosen_theme(page)
    table = cache.one_theme(page.corpus, page.scope, page.state.by, theme, controls.MOST_GROUPS)
    shown = page.shown()
    bars = [
        counted.Bar(
            row.group,
            shown.name(row.group, page.lang) + ("*" if shown.is_small(row.group) else ""),
            row.n if measure == "count" else row.per_10k_characters,
            format_count(row.n),
            Click(THEME, theme, row.group),
            (
                shown.name(row.group, page.lang),
                page.say("themes.group_hover", n=format_count(row.n), documents=row.documents),
                page.say("chart.per_10k_characters", rate=format_rate(row.per_10k_characters)),
                page.say("chart.click"),
            ),
        )
        for row in table.head(BARS).itertuples()
    ]
    controls.card(
        page,
        controls.Card(
            "themes-groups",
            page.say("themes.groups", theme=page.theme_name(theme)),
            page.say(f"themes.groups_{measure}"),
            table,
            THEMES,
            chart=counted.build(bars, palette=page.colours, picked=page.state.row),
            alt=page.say("themes.groups_alt", theme=page.theme_name(theme)),
        ),
    )


def over_years(page: controls.Page) -> None:
    """Draw the chosen theme by year; with fewer than three years a table says it better."""
    theme = chosen_theme(page)
    table = cache.one_theme(page.corpus, page.scope, "year", theme, MOST_YEARS)
    documents = cache.year_documents(page.corpus, page.scope)
    few = len(documents) < FEWEST_YEARS
    left, right = st.columns([8, 4.3], gap="medium")
    with left:
        controls.card(
            page,
            controls.Card(
                "themes-trend",
                page.say("themes.trend_title", theme=page.theme_name(theme)),
                page.say(
                    "themes.trend_note_labelled"
                    if not few and trend.has_labels(documents)
                    else "themes.trend_note",
                    dated=sum(documents.values()),
                    all=cache.size(page.corpus, page.scope).documents,
                ),
                table,
                THEMES,
                chart=None
                if few
                else trend.build(
                    table,
                    palette=page.colours,
                    lang=page.lang,
                    shown=page.shown(),
                    documents=documents,
                    focus=theme,
                ),
                alt=page.say("themes.trend_alt", theme=page.theme_name(theme)),
                note=page.say("themes.trend_few", n=len(documents)) if few else "",
                columns=("group", "n", "per_10k_characters", "documents", "top_terms"),
            ),
        )
    with right:
        controls.sentence_panel(page, controls.Sentences("themes-trend-sentences"))


page = controls.page()
controls.stop_if_empty(page)
with st.container(horizontal=True, vertical_alignment="center", horizontal_alignment="distribute"):
    view = controls.views(page, ("distribution", "trend", "editor"), prefix="themes")
    measure = (
        controls.page_choice(page, "measure", ("rate", "count"), prefix="themes")
        if view == "distribution"
        else "rate"
    )
with controls.guarded(page):
    if view == "trend":
        over_years(page)
    elif view == "editor":
        controls.theme_editor(page)
    else:
        distribution(page, measure)
