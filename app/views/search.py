"""检索: where exactly, in what words; the text beside it."""

import streamlit as st

from analysis.schema import POSITIONS
from app import cache, controls
from app.charts import concordance_plot, dispersion
from app.wording.numbers import format_count

STRIPS = 12
"""Documents whose places are drawn: more would push the lines below out of sight."""


def distribution(page: controls.Page, search: controls.Search) -> None:
    """Draw where the places stand, a strip per document."""
    focus = search.query.focus
    if focus is None:
        return
    table = cache.positions(page.corpus, page.scope, focus, STRIPS)
    step = dispersion.step_of(len(table))
    place = controls.first_place(page, search)
    counted = cache.places(page.corpus, page.scope, focus)
    controls.card(
        page,
        controls.Card(
            "search-strip",
            page.say("search.strip"),
            page.say("search.strip_note"),
            table,
            POSITIONS,
            chart=concordance_plot.build(
                table,
                palette=page.colours,
                lang=page.lang,
                shown=page.shown_places(),
                current=place,
            ),
            alt=page.say("search.strip_alt", n=format_count(counted.places), k=counted.documents),
            switch=False,
            note=controls.strips_note(page, STRIPS, counted.documents, step),
        ),
    )


page = controls.page()
controls.stop_if_empty(page)
search = controls.searched(page)
with controls.guarded(page):
    found = cache.query_places(page.corpus, page.scope, search.query).places
    if search.full:
        controls.reader_panel(page, search, height=760)
    else:
        left, right = st.columns([5.4, 6.6], gap="medium")
        with left:
            controls.search_bar(page, search)
            if found:
                controls.found_head(page, search)
                distribution(page, search)
                controls.lines_panel(page, search, height=404)
            else:
                controls.nothing_found(page, search)
        with right:
            controls.reader_panel(page, search)
