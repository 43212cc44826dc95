"""对比: what differs between sides in themes, words and figures, and whether it means anything."""

from dataclasses import replace

import streamlit as st

from analysis.schema import FACT_SIDES, SHARED, SIMILARITY, THEMES
from app import cache, controls, state
from app.cache import OTHERS, REST
from app.charts import similarity, theme_bars
from app.charts.clicks import at_place
from app.components.reader import card_items
from app.components.text import Panel, draw
from app.wording.numbers import format_count

MOST = 6
SENTENCES = 400
"""Sentences of all sides together that can be read next to each other."""
DOCUMENTS = 40
"""Documents of which each is laid against each other."""
FIGURES = 500
"""Figures that 上一个 and 下一个 go through."""
LEAST = 2
FIGURE_COLUMNS = ("head", "side", "noun", "text", "value", "bound", "themes", "doc")


def heads(page: controls.Page, labels: tuple[str, ...]) -> None:
    """Draw the name of each side with how much text it has."""
    colours = page.group_colours(labels)
    rows = cache.side_table(page.corpus, page.scope, page.state.by, labels)
    for column, row in zip(st.columns(len(labels), gap="medium"), rows.itertuples(), strict=True):
        with column:
            said = page.say(
                "compare.side",
                characters=format_count(row.characters),
                sentences=format_count(row.sentences),
                figures=format_count(row.figures),
                documents=format_count(row.documents),
            )
            small = page.say("state.W1.short") if row.small else ""
            caption = " · ".join(part for part in (said, small) if part)
            controls.side_head(page.group_name(row.side), caption, colours[row.side])


def summary(page: controls.Page, labels: tuple[str, ...]) -> None:
    """Draw all sides in columns of equal width, rows aligned."""
    heads(page, labels)
    focus = page.state.focus
    table = cache.side_themes(page.corpus, page.scope, page.state.by, labels)
    controls.card(
        page,
        controls.Card(
            "compare-themes",
            page.say("compare.themes"),
            page.say("compare.themes_note"),
            table,
            THEMES,
            chart=theme_bars.build(
                table,
                palette=page.colours,
                lang=page.lang,
                shown=page.shown(),
                focus=focus.value if focus is not None and focus.kind == "theme" else "",
            ),
            alt=page.say("compare.themes_alt", k=len(labels)),
            help=page.say("measure.per_10k_characters"),
        ),
    )
    controls.head(page.say("compare.typical"), page.say("compare.typical_note"))
    for draw_part in (typical_words_of, figures_of, sentences_of):
        for column, label in zip(st.columns(len(labels), gap="medium"), labels, strict=True):
            with column:
                draw_part(page, label, labels)


def typical_words_of(page: controls.Page, label: str, labels: tuple[str, ...]) -> None:
    """List the words that one side uses more than its reference."""
    controls.typical_words(page, controls.words_against(page, label, labels, reference))


def figures_of(page: controls.Page, label: str, _: tuple[str, ...]) -> None:
    """List the figures that one side reports."""
    controls.figure_panel(
        page,
        key=f"compare-figures-{label}",
        height=178,
        scope=controls.narrowed(page.scope, page.state.by, label),
        name=page.group_name(label),
    )


def sentences_of(page: controls.Page, label: str, _: tuple[str, ...]) -> None:
    """Show the focus sentences of one side."""
    shown = controls.Sentences(
        f"compare-sentences-{label}",
        height=230,
        scope=controls.narrowed(page.scope, page.state.by, label),
        name=page.group_name(label),
        pick_row=False,
    )
    controls.sentence_panel(page, shown)


def words(page: controls.Page, labels: tuple[str, ...]) -> None:
    """Draw which words each side uses more; two sides face each other."""
    if len(labels) > 2:
        heads(page, labels)
        for column, label in zip(st.columns(len(labels), gap="medium"), labels, strict=True):
            with column:
                controls.words_of_one(page, controls.words_against(page, label, labels, reference))
    else:
        left, right = st.columns([8, 4.3], gap="medium")
        with left:
            controls.words_of_two(page, labels)
        with right:
            for label in labels:
                sentences_of(page, label, labels)
    controls.split_words(page, labels)


def figures(page: controls.Page, labels: tuple[str, ...]) -> None:
    """List the figures of all sides, those of like things next to each other."""
    heads(page, labels)
    rows = controls.side_rows(page, labels)
    first = rows.rows(0, FIGURES)
    left, right = st.columns([8, 4.3], gap="medium")
    with left:
        controls.card(
            page,
            controls.Card(
                "compare-figures",
                page.say("compare.alike"),
                page.say("compare.alike_note", n=format_count(rows.n)),
                rows,
                FACT_SIDES,
                columns=("unit", *FIGURE_COLUMNS),
                height=640,
            ),
            on_row=lambda row: state.set_page_value("at", at_place(row["doc"], row["start"])),
        )
    with right:
        places = [at_place(row.doc, row.start) for row in first.itertuples()]
        if places:
            controls.figure_entry(page, controls.figures_at(places), key="compare-entry")


def reading(page: controls.Page, labels: tuple[str, ...]) -> None:
    """Put the texts of the sides next to each other, the focus marked."""
    for column, label in zip(st.columns(len(labels), gap="medium"), labels, strict=True):
        with column:
            scope = controls.narrowed(page.scope, page.state.by, label)
            most = SENTENCES // len(labels)
            cards = cache.side_cards(page.corpus, scope, page.state.focus, most)
            total = cache.size(page.corpus, scope).sentences
            title = page.say("compare.text", name=page.group_name(label), n=format_count(total))
            controls.head(page.group_name(label), page.say("unit.sentences", n=format_count(total)))
            draw(
                Panel(
                    "cards",
                    card_items(cards, page.owners, page.titles, page.lang),
                    title,
                    height=640,
                ),
                key=f"compare-reading-{label}",
                on_pick=lambda place: controls.open_place(page, place, page.state.focus),
            )
            if total > most:
                st.caption(page.say("compare.text_first", k=most))


def alike(page: controls.Page, _: tuple[str, ...]) -> None:
    """Draw how alike the documents are, and what they have in common word for word."""
    n = cache.size(page.corpus, page.scope).documents
    scope = page.scope
    if n > DOCUMENTS:
        most = cache.documents_with(page.corpus, scope, page.state.focus, DOCUMENTS)
        scope = replace(scope, documents=most)
        name = page.focus_name()
        st.caption(
            page.say(
                "compare.most_texts" if name else "compare.first_texts",
                k=DOCUMENTS,
                n=format_count(n),
                focus=controls.plain(name),
            )
        )
    table = cache.similarity(page.corpus, scope)
    if n < 2:
        st.caption(page.say("compare.one_text"))
        return
    controls.card(
        page,
        controls.Card(
            "compare-similarity",
            page.say("compare.alike_texts"),
            page.say("compare.alike_texts_note", n=min(n, DOCUMENTS)),
            table,
            SIMILARITY,
            chart=similarity.build(
                table, palette=page.colours, lang=page.lang, shown=page.shown_places()
            )
            if n > 3
            else None,
            alt=page.say("compare.alike_texts_alt", n=min(n, DOCUMENTS)),
            help=page.say("measure.cosine"),
        ),
    )
    for kind in ("copied", "formulas"):
        passages = cache.shared(page.corpus, scope, formulas=kind == "formulas")
        controls.card(
            page,
            controls.Card(
                f"compare-{kind}",
                page.say(f"compare.{kind}"),
                page.say("compare.shared_note", n=format_count(len(passages))),
                passages,
                SHARED,
                columns=("text", "length", "doc_a", "doc_b", "documents"),
            ),
            on_row=lambda row: state.open_text(str(row["doc_a"]), int(row["start_a"])),
        )


page = controls.page()
controls.stop_if_empty(page)
with st.container(horizontal=True, vertical_alignment="center", horizontal_alignment="distribute"):
    view = controls.views(
        page, ("summary", "words", "figures", "reading", "similarity"), prefix="compare"
    )
    reference = (
        controls.page_choice(page, "ref", (REST, OTHERS), prefix="compare")
        if view in {"summary", "words"}
        else REST
    )
every = cache.groups(page.corpus, page.scope, page.state.by, MOST)
n_groups = len(cache.group_characters(page.corpus, page.scope, page.state.by))
if not every and view != "similarity":
    st.caption(page.say("state.no_groups"))
    st.stop()
with controls.guarded(page):
    {
        "summary": summary,
        "words": words,
        "figures": figures,
        "reading": reading,
        "similarity": alike,
    }[view](page, every)
if view != "similarity":  # documents are compared there, not sides
    if n_groups > MOST:
        st.caption(page.say("compare.cut", k=MOST, n=format_count(n_groups)))
    if len(every) < LEAST:
        controls.note(page, "S6")
    if page.has_small(every):
        controls.note(page, "W1")
