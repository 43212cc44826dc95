"""词频: which words, how counted, where they stand."""

import streamlit as st

from analysis.schema import BREAKDOWN, FREQUENCY, POSITIONS
from analysis.tables.frequency import FrequencyOptions
from analysis.tables.hits import Focus
from app import cache, controls, state
from app.charts import breakdown, dispersion, terms, trend
from app.wording.numbers import format_count

BARS = 20
LINES = 6
LISTED = 60
"""Terms that are asked for at once: those of the cloud, the bars are the first of them."""
STRIPS = 40
FEWEST_YEARS = 3
NGRAMS = (2, 5)
LENGTHS = ("1", "2", "3", "4")
PARTS = ("n", "v", "a", "nr", "ns", "nt", "i")
COLUMNS = ("term", "n_word", "n_inside", "n", "documents", "per_10k", "per_10k_characters")
STATISTICS = ("tfidf", "dispersion_dp", "juilland_d", "pos")
VIEWS = ("words", "ngrams", "tfidf")


def options(page: controls.Page, view: str) -> FrequencyOptions:
    """Draw the filter and return which terms are listed."""
    length, pos = state.page_value("length"), state.page_value("pos")
    chosen = {
        "stop": "1" if state.page_value("stop") else "",
        "length": length if length in LENGTHS else LENGTHS[1],
        "pos": pos if pos in PARTS else "",
    }
    said = [
        page.say("terms.filter_all" if chosen["stop"] else "terms.filter_stop"),
        page.say("terms.filter_length", n=chosen["length"]),
        *((page.say(f"terms.pos.{chosen['pos']}"),) if chosen["pos"] else ()),
    ]
    comma = "、" if page.lang == "zh" else ", "
    with st.popover(page.say("terms.filter", said=comma.join(said)), icon=":material/tune:"):
        filters(page, chosen)
    return FrequencyOptions(
        min_n=2 if view == "ngrams" else 1,
        min_length=int(chosen["length"]),
        pos=(chosen["pos"],) if chosen["pos"] and view != "ngrams" else (),
        stopwords=not chosen["stop"],
        ngrams=NGRAMS if view == "ngrams" else None,
        limit=LISTED,
        sort="tfidf" if view == "tfidf" else "n",
    )


def filters(page: controls.Page, chosen: dict[str, str]) -> None:
    """Draw the choices of the filter.

    Their keys hold their values: a widget in a closed menu forgets what was put into its state,
    and would show its first option when the menu is opened.
    """
    key = f"terms-stop-{chosen['stop']}"
    st.toggle(
        page.say("terms.stop"),
        value=bool(chosen["stop"]),
        key=key,
        on_change=take_filter,
        args=("stop", key, ""),
    )
    choices = {
        "length": {n: page.say("terms.length_n", n=n) for n in LENGTHS},
        "pos": {"": page.say("terms.pos_any")}
        | {tag: page.say(f"terms.pos.{tag}") for tag in PARTS},
    }
    for name, options in choices.items():
        key = f"terms-{name}-{chosen[name]}"
        st.selectbox(
            page.say(f"terms.{name}"),
            list(options),
            index=list(options).index(chosen[name]),
            format_func=options.__getitem__,
            key=key,
            on_change=take_filter,
            args=(name, key, LENGTHS[1] if name == "length" else ""),
        )


def take_filter(name: str, key: str, default: str) -> None:
    """Put a choice of the filter into the address; what everyone starts with is not written."""
    value = state.widget_value(key)
    said = ("1" if value else "") if isinstance(value, bool) else str(value or "")
    state.set_page_value(name, "" if said == default else said)


def find(page: controls.Page) -> None:
    """Draw the box that makes any word the focus, also one that is not in the list."""
    st.text_input(
        page.say("terms.find"),
        key="terms-find",
        placeholder=page.say("terms.find_hint"),
        icon=":material/search:",
        label_visibility="collapsed",
        width=220,
        on_change=take_found,
    )


def take_found() -> None:
    """Make the word in the box the focus and empty the box."""
    word = str(state.widget_value("terms-find") or "").strip()
    if word:
        state.choose(focus=Focus("term", word))
    state.seed("terms-find", "")


def word_list(
    page: controls.Page, view: str, measure: str, chosen: FrequencyOptions
) -> controls.Card:
    """Return the list of terms as a card: bars with both counts, and the table with all rows.

    It counts the chosen row; for TF-IDF one group is weighed against the others.
    """
    if view == "tfidf":
        groups = cache.group_characters(page.corpus, page.scope, page.state.by)
        group = page.state.row or groups.first(1)[0]
        table = cache.group_frequency(page.corpus, page.scope, page.state.by, group, chosen)
        rows = controls.paged(table)
        n = format_count(len(groups) - 1)
        name, caption = page.group_name(group), page.say("terms.list_tfidf_note", n=n)
    else:
        table = cache.frequency(page.corpus, page.row_scope, options=chosen)
        rows = controls.frequency_rows(page, page.row_scope, chosen)
        size = cache.size(page.corpus, page.row_scope).characters
        note = page.say(f"terms.list_note_{measure}", n=format_count(size))
        name, caption = "", page.in_row(note)
    shown = min(BARS, len(table))
    sampled = view == "ngrams" and cache.is_sampled(page.corpus, page.row_scope, chosen)
    first = page.say("terms.first", k=shown, n=format_count(rows.n)) if rows.n > BARS else ""
    return controls.Card(
        "terms-list",
        page.say(f"terms.list_{view}", k=shown, name=name),
        caption,
        rows,
        FREQUENCY,
        chart=terms.build(
            table,
            palette=page.colours,
            lang=page.lang,
            focus=focus_term(page),
            measure=drawn_measure(view, measure),
            limit=BARS,
        ),
        alt=page.say("terms.list_alt", k=shown),
        help=page.say("measure.tfidf" if view == "tfidf" else "measure.counts"),
        note=page.say("terms.sampled") if sampled else first,
        columns=(*COLUMNS, *STATISTICS),
        height=600,
    )


def choose_row(row: controls.Row) -> None:
    """Make the term of a table's row the focus."""
    state.choose(focus=Focus("term", str(row["term"])))


def drawn_measure(view: str, measure: str) -> terms.Measure:
    """Return what the length of a bar is."""
    if view == "tfidf":
        return "tfidf"
    return "per_10k_characters" if measure == "rate" else "n"


def focus_term(page: controls.Page) -> str:
    """Return the focus if it is a word, else nothing."""
    focus = page.state.focus
    return focus.value if focus is not None and focus.kind == "term" else ""


def middle(page: controls.Page, shown: controls.Card) -> None:
    """Draw the cloud, or lines over the years where enough of them have documents."""
    first = shown.data.rows(0, LISTED)
    years = cache.year_documents(page.corpus, page.scope)
    if len(years) >= FEWEST_YEARS and (
        controls.page_choice(page, "side", ("side_cloud", "side_trend"), prefix="terms")
        == "side_trend"
    ):
        over_years(page, first["term"].head(LINES).tolist(), years)
    else:
        controls.cloud_card(page, first, key="terms-cloud", focus=focus_term(page))


def over_years(page: controls.Page, words: list[str], years: dict[str, int]) -> None:
    """Draw the focus and the most frequent terms over the years."""
    focus = focus_term(page)
    lines = tuple(dict.fromkeys([*([focus] if focus else []), *words]))[:LINES]
    table = cache.frequency(page.corpus, page.scope, "year", FrequencyOptions(terms=lines))
    dated = sum(years.values())
    size = cache.size(page.corpus, page.scope)
    controls.card(
        page,
        controls.Card(
            "terms-trend",
            page.say("terms.trend"),
            page.say("terms.trend_note", dated=dated, all=format_count(size.documents)),
            table,
            FREQUENCY,
            chart=trend.build(
                table, palette=page.colours, lang=page.lang, documents=years, focus=focus
            ),
            alt=page.say("terms.trend_alt", k=len(lines)),
            note=page.say("state.W4", n=size.documents - dated) if size.documents > dated else "",
            switch=False,
        ),
        on_click=lambda click: state.choose(focus=Focus("term", click.value)),
    )


def places(page: controls.Page) -> None:
    """Draw where in each document the focus stands; a click opens the text there."""
    focus = page.state.focus
    if focus is None:
        return
    table = cache.positions(page.corpus, page.row_scope, focus, STRIPS)
    step = dispersion.step_of(len(table))
    counted = cache.places(page.corpus, page.row_scope, focus)
    name = page.focus_name()
    controls.card(
        page,
        controls.Card(
            "terms-places",
            page.say("terms.places"),
            page.in_row(page.say("terms.places_note", focus=name)),
            table,
            POSITIONS,
            chart=dispersion.build(
                table, palette=page.colours, lang=page.lang, shown=page.shown_places()
            ),
            alt=page.say("terms.places_alt", focus=name, k=counted.documents),
            switch=False,
            note=controls.strips_note(page, STRIPS, counted.documents, step),
        ),
    )


def inside(page: controls.Page) -> None:
    """Draw in which words the focus stands."""
    term = focus_term(page)
    if not term:
        st.caption(page.say("terms.inside_none"))
        return
    table = cache.breakdown(page.corpus, page.row_scope, term)
    counts = cache.hit_counts(page.corpus, page.row_scope, term)
    controls.card(
        page,
        controls.Card(
            "terms-inside",
            page.say("terms.inside", term=term),
            page.in_row(
                page.say(
                    "terms.inside_note",
                    a=format_count(counts.n_word),
                    b=format_count(counts.n_inside),
                    c=format_count(counts.n),
                )
            ),
            table,
            BREAKDOWN,
            chart=breakdown.build(table, palette=page.colours, lang=page.lang, focus=term),
            alt=page.say("terms.inside_alt", term=term),
            switch=False,
        ),
    )


page = controls.page()
controls.stop_if_empty(page)
with st.container(horizontal=True, vertical_alignment="center"):
    view = controls.views(page, VIEWS, prefix="terms")
    measure = controls.page_choice(page, "measure", ("count", "rate"), prefix="terms")
    chosen = options(page, view)
    st.space("stretch")
    find(page)
with controls.guarded(page):
    shown = word_list(page, view, measure, chosen)
    left, centre, right = st.columns([4, 4, 4.3], gap="medium")
    with left:
        controls.card(page, shown, on_row=choose_row)
    with right:
        inside(page)
        controls.sentence_panel(page, controls.Sentences("terms-sentences", height=420))
    with centre:
        cloud = st.container()
        places(page)
    with cloud:
        middle(page, shown)
