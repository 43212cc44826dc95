"""机构与数字: who reports what number, and what is known of each organisation."""

import streamlit as st

from analysis.schema import SPELLINGS
from analysis.tables.hits import Focus
from app import cache, controls, state
from app.wording.numbers import format_count


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
    "profile": controls.profile_view,
    "network": controls.network_view,
    "names": names,
    "checks": controls.checks_view,
    "corrections": controls.corrections_view,
}
view = controls.views(page, tuple(SHOWN), prefix="organisations")
controls.correction_note(page)
with controls.guarded(page):
    SHOWN[view](page)
