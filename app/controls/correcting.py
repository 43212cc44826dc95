"""Corrections by hand: saved at once in the corpus, with the way back beside what was saved."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import cast

import streamlit as st

from analysis.corpus.corpus import Corpus
from analysis.corpus.correcting import add_figure, edit_figure, move_passage, reject_figure
from analysis.corpus.corrections import correct, export_corrections, import_corrections, undo
from analysis.schema import BOUNDS, FIGURE, REJECTED, STATUSES, Correction
from app import cache, corpora, state
from app.components.reader import Place
from app.controls.card import plain
from app.controls.corpus_shelf import change, print_of, say_mistake
from app.controls.page import Page
from app.wording.headings import heading
from app.wording.numbers import format_count
from app.wording.text import text
from app.wording.values import value_name

LIKELY = 5
"""Organisations that are offered with one click."""
OFFERED = 300
"""Organisations of a list; others are typed."""
NOBODY = ""
"""Stands for no organisation."""
WRITTEN = ("noun", "value", "high", "unit", "date")
"""Fields of a figure that are written; the others are chosen."""
_CLOSED = {"bound": BOUNDS, "status": STATUSES}
_NUMBERS = ("value", "high")
_LAST = "corrections/last"
_TAKEN = "corrections/taken"
"""Corpus, number and what was there of the corrections that were taken back last."""
_COPIED = "corrections/copied"
"""Id and name of the corpus into which this visitor copied the samples."""

Make = Callable[[Corpus], Correction]


def save(page: Page, make: Make, then: Callable[[], None] | None = None) -> None:
    """Make a correction and save it, in a callback; what is wrong with it is said next time.

    The samples stay as they are: their first correction opens a corpus of the user with them.
    ``then`` is called only where it was saved.
    """

    def do() -> None:
        one = make(page.corpus)
        correct(own_folder(), one)
        state.remember(_LAST, (state.corpus_id(), (one.id,)))
        state.remember(_TAKEN, None)
        if then is not None:
            then()

    change(do)


def own_folder() -> Path:
    """Return the folder of the open corpus; of the samples, that of a copy, which is opened."""
    folder = corpora.folder(state.corpus_id())
    if not corpora.is_samples(folder):
        return folder
    kept = corpora.keep_samples(text("correct.samples", state.lang()))
    state.stay_with(kept.corpus_id)
    state.remember(_COPIED, (kept.corpus_id, kept.name))
    return kept.folder


def take_back(*ids: str) -> None:
    """Take corrections back, in a callback; ``correction_note`` offers to put them back."""
    folder = corpora.folder(state.corpus_id())

    def do() -> None:
        before = export_corrections(folder)
        undo(folder, *ids)
        state.remember(_TAKEN, (state.corpus_id(), len(ids), before))
        state.remember(_LAST, None)

    change(do)


def _put_back(before: str) -> None:
    """Make the corrections again that were taken back last, in a callback."""

    def do() -> None:
        import_corrections(corpora.folder(state.corpus_id()), before, name="")
        state.remember(_TAKEN, None)

    change(do)


def correction_note(page: Page) -> None:
    """Say what went wrong with the last change, or that it was saved, with the way back."""
    say_mistake(page)
    last, taken = state.recall(_LAST), state.recall(_TAKEN)
    if isinstance(taken, tuple) and taken[0] == state.corpus_id():
        _taken_note(page, *taken[1:])
    if not isinstance(last, tuple) or last[0] != state.corpus_id():
        return
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        copied, name = cast("tuple[str, str]", state.recall(_COPIED, ("", "")))
        in_copy = copied and copied == state.corpus_id()
        said = page.say("correct.saved_in", name=name) if in_copy else page.say("correct.saved")
        st.caption(plain(said), width="content")
        st.button(
            page.say("correct.undo"),
            key="correct-undo",
            type="tertiary",
            icon=":material/undo:",
            on_click=take_back,
            args=last[1],
        )


def _taken_note(page: Page, n: int, before: str) -> None:
    """Say how many corrections were taken back, with the way forth again."""
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        st.caption(page.say("correct.taken", n=format_count(n)), width="content")
        st.button(
            page.say("correct.put_back"),
            key="correct-put-back",
            type="tertiary",
            icon=":material/redo:",
            on_click=_put_back,
            args=(before,),
        )


def offered_owners(page: Page, place: Place, first: Sequence[str] = ()) -> list[str]:
    """Return organisations to choose from: those near a place first, then those with most text."""
    near = cache.likely_owners(page.corpus, place.doc, place.start)
    return list(dict.fromkeys([*first, *near, *page.owners.shorts]))[:OFFERED]


def owner_buttons(page: Page, place: Place, owner: str | None, *, key: str) -> None:
    """Draw the organisations that a figure may belong to; a click gives it to one."""
    near = [
        name for name in cache.likely_owners(page.corpus, place.doc, place.start) if name != owner
    ][:LIKELY]
    st.caption(page.say("correct.owner_is"))
    with st.container(horizontal=True, gap="xsmall"):
        for number, name in enumerate([*near, *([NOBODY] if owner else [])]):
            st.button(
                plain(page.organisation_name(name)) if name else page.say("correct.nobody"),
                key=f"{key}-owner-{number}-{print_of(place, name)}",
                type="secondary" if name else "tertiary",
                help=name or None,
                on_click=save,
                args=(page, _give(place, name)),
            )


def _give(place: Place, name: str) -> Make:
    changes = {"organisation": name or None}
    return lambda corpus: edit_figure(corpus, place.doc, place.start, changes)


def reject_button(page: Page, place: Place, *, key: str) -> None:
    """Draw the button that says of a figure that it is none."""
    st.button(
        page.say("correct.reject"),
        key=f"{key}-reject",
        type="tertiary",
        icon=":material/block:",
        on_click=save,
        args=(page, lambda corpus: reject_figure(corpus, place.doc, place.start)),
    )


def owner_box(page: Page, place: Place, owner: str | None, *, key: str, label: str) -> str:
    """Draw an organisation to choose or to write; return the key of the box."""
    named = [owner] if owner else []
    options = [*offered_owners(page, place, named), NOBODY]
    box = f"{key}-organisation-{print_of(place, owner)}"
    st.selectbox(
        label,
        options,
        index=options.index(owner or NOBODY),
        format_func=lambda name: page.organisation_name(name) if name else page.owners.nobody,
        accept_new_options=True,
        key=box,
    )
    return box


def chosen_owner(page: Page, box: str) -> str | None:
    """Return the organisation of a box by its canonical name, also where a short one was typed."""
    given = str(state.widget_value(box) or "").strip()
    if not given or given in page.owners.shorts:
        return given or None
    return next((name for name, short in page.owners.shorts.items() if short == given), given)


def figure_form(
    page: Page, place: Place, fields: Mapping[str, object], *, key: str
) -> Callable[[], dict[str, object]]:
    """Draw the fields of a figure and return what reads them, for a callback."""
    given = fields.get("organisation")
    owner = given if isinstance(given, str) and given else None
    box = owner_box(page, place, owner, key=key, label=heading("facts", "organisation", page.lang))
    print_ = print_of(place, *(str(fields.get(name)) for name in (*WRITTEN, *_CLOSED)))
    boxes = {name: f"{key}-{name}-{print_}" for name in (*WRITTEN, *_CLOSED)}
    for row in (("noun",), ("value", "high", "unit"), ("bound", "status", "date")):
        for column, name in zip(st.columns(len(row), gap="small"), row, strict=True):
            with column:
                _field(page, name, fields.get(name), boxes[name])
    return lambda: {
        **{name: _value(name, state.widget_value(box)) for name, box in boxes.items()},
        "organisation": chosen_owner(page, box),
    }


def _field(page: Page, name: str, value: object, key: str) -> None:
    label = heading("facts", name, page.lang)
    if name not in _CLOSED:
        st.text_input(label, _written(value), key=key)
        return
    options = _CLOSED[name]
    st.selectbox(
        label,
        options,
        index=options.index(str(value)) if value in options else 0,
        format_func=lambda option: value_name(name, option, page.lang),
        key=key,
    )


def _written(value: object) -> str:
    """Return a value as it is written into a box; what is missing is empty."""
    if value is None or value != value:  # noqa: PLR0124  NaN differs from itself
        return ""
    return f"{value:.15g}" if isinstance(value, float) else str(value)


def _value(name: str, given: object) -> object:
    """Return what a box holds as a field; a number that is none stays as it was written."""
    written = str(given or "").strip()
    if name in _CLOSED or name in {"noun", "unit"}:
        return written
    if not written:
        return None
    if name not in _NUMBERS:
        return written
    try:
        return float(written.replace(",", "").replace("，", ""))
    except ValueError:
        return written


def edit_popover(page: Page, place: Place, fact: Mapping[str, object], *, key: str) -> None:
    """Draw the fields of a number behind a button, and what saves them.

    Of a number that is no figure they are what it may say, and saving makes it one.
    """
    known = fact["class"] in {FIGURE, REJECTED}
    end = int(str(fact["end"]))
    fields = fact if known else cache.proposed(page.corpus, place.doc, place.start, end)

    def make(corpus: Corpus) -> Correction:
        if known:
            return edit_figure(corpus, place.doc, place.start, read())
        return add_figure(corpus, place.doc, place.start, end, read())

    label = page.say("correct.edit" if fact["class"] == FIGURE else "correct.count")
    with st.popover(label, icon=":material/edit:", type="tertiary"):
        read = figure_form(page, place, fields, key=key)
        st.button(
            page.say("correct.save"),
            key=f"{key}-save",
            type="primary",
            on_click=save,
            args=(page, make),
        )


def passage_popover(page: Page, place: Place, owner: str | None, *, key: str) -> None:
    """Draw whom a sentence is about, to be changed, behind a button."""
    with st.popover(page.say("correct.passage"), icon=":material/person_edit:", type="tertiary"):
        st.caption(page.say("correct.passage_note"))
        box = owner_box(page, place, owner, key=f"{key}-passage", label=page.say("correct.about"))
        st.button(
            page.say("correct.save"),
            key=f"{key}-passage-save",
            type="primary",
            on_click=save,
            args=(
                page,
                lambda corpus: move_passage(
                    corpus, place.doc, place.start, chosen_owner(page, box)
                ),
            ),
        )
