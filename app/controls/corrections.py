"""The corrections of a corpus as a list, with undo, export and import; organisations corrected."""

from __future__ import annotations

from typing import cast

import pandas as pd
import streamlit as st

from analysis.corpus.correcting import merge_organisations, rename_organisation
from analysis.corpus.corrections import export_corrections, import_corrections
from analysis.lexicon.corrections import decode_corrections
from analysis.schema import CORRECTIONS
from app import cache, corpora, state
from app.controls.card import Card, card, head, plain
from app.controls.corpus_shelf import change, print_of
from app.controls.correcting import OFFERED, chosen_owner, own_folder, save, take_back
from app.controls.page import Page
from app.controls.uploading import uploader_words
from app.render.file_names import file_name
from app.wording.error_details import detail
from app.wording.numbers import format_count
from app.wording.values import value_name

COLUMNS = ("made", "action", "text", "changes", "doc", "fit", "problem")
_CHOSEN = "corrections/chosen"
_DONE = "corrections/imported"


def corrections_view(page: Page) -> None:
    """Draw the corrections at the left, the chosen one with its way back at the right."""
    table = cache.corrections(page.corpus)
    left, right = st.columns([8, 4.3], gap="medium")
    with left:
        if table.empty:
            head(page.say("correct.list"), page.say("correct.list_note", n=format_count(0)))
            st.caption(page.say("correct.none"))
        else:
            _listed(page, table)
    with right:
        _chosen(page, table)
        _files(page, table)


def _listed(page: Page, table: pd.DataFrame) -> None:
    card(
        page,
        Card(
            "organisations-corrections",
            page.say("correct.list"),
            page.say("correct.list_note", n=format_count(len(table))),
            table,
            CORRECTIONS,
            columns=COLUMNS,
            height=560,
        ),
        on_row=lambda row: state.remember(_CHOSEN, row["id"]),
    )


def _chosen(page: Page, table: pd.DataFrame) -> None:
    rows = {row.id: row for row in table.itertuples()}
    head(page.say("correct.chosen"), "")
    row = rows.get(state.recall(_CHOSEN))
    if row is None:
        st.caption(page.say("correct.choose"))
    else:
        names = ("action", "fit")
        action, fit = (value_name(name, getattr(row, name), page.lang) for name in names)
        written = row.text if isinstance(row.text, str) else ""
        st.markdown(f"**{plain(written or action)}** :gray[:small[{plain(f'{action} · {fit}')}]]")
        if isinstance(row.problem, str):
            st.caption(plain(detail(row.problem, page.lang)))
    with st.container(horizontal=True, gap="small"):
        if row is not None:
            _undo(page, "one", [row.id])
            if row.start >= 0:
                st.button(
                    page.say("organisations.open"),
                    key="corrections-open",
                    icon=":material/menu_book:",
                    on_click=state.open_text,
                    args=(row.doc, row.start),
                )
        if rows:
            _undo(page, "last", list(rows)[:1])
            _undo(page, "all", list(rows))


def _undo(page: Page, which: str, ids: list[str]) -> None:
    st.button(
        page.say(f"correct.undo_{which}"),
        key=f"corrections-undo-{which}",
        type="secondary" if which == "one" else "tertiary",
        icon=":material/undo:",
        on_click=take_back,
        args=tuple(ids),
    )


def _files(page: Page, table: pd.DataFrame) -> None:
    """Offer the corrections as a file, and take one."""
    head(page.say("correct.file"), "")
    folder = corpora.folder(state.corpus_id())
    st.download_button(
        page.say("correct.download"),
        lambda: export_corrections(folder),
        file_name=f"{file_name(page.say('correct.list'))}.json",
        mime="application/json",
        icon=":material/download:",
        key="corrections-download",
        disabled=table.empty,
        on_click="ignore",
    )
    uploader_words({"corrections-upload": page.say("upload.choose")})
    st.file_uploader(
        page.say("correct.upload"),
        type=["json"],
        key="corrections-upload",
        on_change=lambda: change(_take_file),
    )
    done = state.recall(_DONE)
    if isinstance(done, tuple) and done[0] == state.corpus_id():
        said = {name: format_count(n) for name, n in zip(("added", "known"), done[1:], strict=True)}
        st.caption(page.say("correct.uploaded", **said))


def _take_file() -> None:
    given = state.widget_value("corrections-upload")
    state.remember(_DONE, None)
    if given is None:
        return
    file = cast("st.runtime.uploaded_file_manager.UploadedFile", given)
    text = decode_corrections(file.getvalue(), name=file.name)
    done = import_corrections(own_folder(), text, name=file.name)
    state.remember(_DONE, (state.corpus_id(), len(done.added), done.known))


def organisation_form(page: Page) -> None:
    """Draw what can be corrected of the organisation in focus: merged into another, renamed."""
    focus = page.state.focus
    head(page.say("correct.organisation"), "")
    if focus is None or focus.kind != "organisation":
        st.caption(page.say("correct.organisation_none"))
        return
    name = focus.value
    counts = cache.organisation_total(page.corpus, page.scope, name)
    affected = {field: format_count(n) for field, n in counts.items() if field != "characters"}
    st.markdown(f"**{plain(name)}**")
    st.caption(page.say("correct.affects", **affected))
    merged, renamed = st.columns(2, gap="medium")
    with merged:
        _merge(page, name)
    with renamed:
        _rename(page, name)


def _merge(page: Page, name: str) -> None:
    key = f"correct-into-{print_of(name)}"
    st.selectbox(
        page.say("correct.merge_into"),
        [other for other in list(page.owners.shorts)[:OFFERED] if other != name],
        index=None,
        format_func=page.organisation_name,
        placeholder=page.say("correct.merge_choose"),
        accept_new_options=True,
        key=key,
    )
    st.button(
        page.say("correct.merge"),
        key="correct-merge",
        on_click=save,
        args=(
            page,
            lambda corpus: merge_organisations(corpus, name, chosen_owner(page, key) or ""),
        ),
    )


def _rename(page: Page, name: str) -> None:
    keys = {field: f"correct-{field}-{print_of(name)}" for field in ("name", "short")}
    st.text_input(page.say("correct.rename_to"), name, key=keys["name"])
    st.text_input(page.say("correct.short"), page.organisation_name(name), key=keys["short"])
    st.button(
        page.say("correct.rename"),
        key="correct-rename",
        on_click=save,
        args=(
            page,
            lambda corpus: rename_organisation(
                corpus,
                name,
                str(state.widget_value(keys["name"]) or ""),
                short=str(state.widget_value(keys["short"]) or ""),
            ),
        ),
    )
