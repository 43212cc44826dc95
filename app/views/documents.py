"""文档: what was read and what was removed; taking documents in and out."""

import streamlit as st

from app import controls


def listing(page: controls.Page, shelf: controls.Shelf) -> None:
    """Draw the list at the left and the chosen document at the right."""
    left, right = st.columns([8, 4.3], gap="medium")
    with left:
        controls.removed_note(page)
        if shelf.is_own and controls.choose_toggle("edit", page.say("documents.edit_many")):
            controls.metadata_table(page, shelf)
        else:
            controls.document_list(page)
        controls.duplicates_note(page, shelf)
    with right:
        controls.document_panel(page, shelf, controls.chosen_document(page))


def importing(page: controls.Page, shelf: controls.Shelf) -> None:
    """Draw the import at the left and the corpora of this machine at the right."""
    left, right = st.columns([8, 4.3], gap="large")
    with right:  # first: an import ends the run on the left
        controls.corpus_shelves(page)
    with left:
        controls.import_report(page, shelf)
        controls.import_form(page, shelf)


page = controls.page()
with st.container(
    horizontal=True, horizontal_alignment="distribute", vertical_alignment="center", gap="small"
):
    view = controls.views(page, ("list", "import", "cleaning"), prefix="documents")
    shelf = controls.corpus_select(page)
controls.say_mistake(page)
with controls.guarded(page):
    if view == "cleaning":
        controls.cleaning_view(page, shelf)
    else:
        {"list": listing, "import": importing}[view](page, shelf)
