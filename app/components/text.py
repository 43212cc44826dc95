"""Text with marks: sentence cards, figure lists, concordance lines, word lists and the reader.

One inline component draws them all from plain data. Everything from a document gets into the page
through ``textContent`` only. Items can be reached by keyboard, Enter is a click.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from itertools import pairwise
from typing import Literal, NamedTuple

import streamlit as st

from analysis.tables.marks import Mark
from app import state
from app.components.text_page import CSS, HTML, JS
from app.palette import Palette, palette, with_alpha

Kind = Literal["cards", "figures", "kwic", "words", "reader"]
Item = Mapping[str, object]
Piece = list[str]
"""A stretch of text, its classes separated by blanks, and what the pointer is told."""


class Panel(NamedTuple):
    """One text panel: what it draws and how high it is.

    ``items`` are made by the functions below and by ``app.components.reader``; the ``id`` of an
    item is what a click on it gives back. ``height`` in px, 0: as high as its content. ``label`` is
    read out by screen readers. ``scroll_to`` is the ``id`` of the item to bring into view.
    """

    kind: Kind
    items: Sequence[Item]
    label: str
    height: int = 0
    scroll_to: str = ""
    border: bool = True


class Marked(NamedTuple):
    """A stretch of a document that was selected in a text, offsets of the document."""

    start: int
    end: int


def draw(
    panel: Panel,
    *,
    key: str,
    on_pick: Callable[[str], None] | None = None,
    on_mark: Callable[[Marked], None] | None = None,
) -> None:
    """Draw a panel.

    A click, or Enter, on an item calls ``on_pick`` with its ``id``; a stretch of the text that is
    selected in the reader calls ``on_mark``.
    """
    colours = palette(state.theme())

    def picked() -> None:
        chosen = state.triggered(key, "pick")
        if on_pick is not None and chosen:
            on_pick(chosen)

    def marked() -> None:
        start, _, end = state.triggered(key, "mark").partition(":")
        if on_mark is not None and start.isdecimal() and end.isdecimal():
            on_mark(Marked(int(start), int(end)))

    _component()(
        key=key,
        data={
            "kind": panel.kind,
            "items": [dict(item) for item in panel.items],
            "label": panel.label,
            "height": panel.height,
            "scroll": panel.scroll_to,
            "border": panel.border,
            "clickable": on_pick is not None,
            "markable": on_mark is not None,
            "vars": _variables(colours),
        },
        on_pick_change=picked,
        on_mark_change=marked,
    )


def pieces(text: str, marks: Iterable[Mark], *, reversed_at: int = -1) -> list[Piece]:
    """Cut a text at the borders of its marks; each piece carries the classes of all around it.

    Parameters
    ----------
    marks
        Offsets relative to ``text``; marks of different kinds may nest or overlap.
    reversed_at
        Start of the focus mark that was opened; it is drawn in reverse. -1: none.

    Returns
    -------
    list of [text, classes, title]
        Joined, the texts give ``text`` again.
    """
    inside = [mark for mark in marks if mark.start < mark.end]
    borders = {0, len(text)}
    for mark in inside:
        borders |= {max(mark.start, 0), min(mark.end, len(text))}
    cuts = sorted(borders)
    return [
        _piece(text[a:b], [m for m in inside if m.start <= a and b <= m.end], reversed_at)
        for a, b in pairwise(cuts)
    ]


def _piece(text: str, marks: Sequence[Mark], reversed_at: int) -> Piece:
    classes = {f"m-{mark.kind}" for mark in marks}
    if any(mark.kind == "focus" and mark.start == reversed_at for mark in marks):
        classes.add("m-here")
    titles = dict.fromkeys(mark.label for mark in marks if mark.label)
    return [text, " ".join(sorted(classes)), " / ".join(titles)]


def _variables(colours: Palette) -> dict[str, str]:
    tint = 0.10 if colours.name == "light" else 0.20
    return {
        "--text": colours.text,
        "--muted": colours.muted,
        "--border": colours.border,
        "--surface": colours.surface,
        "--background": colours.background,
        "--primary": colours.primary,
        "--focus": colours.focus,
        "--focus-tint": with_alpha(colours.focus, tint),
        "--on-focus": colours.on_focus,
        "--theme": colours.theme,
        "--figure": colours.figure,
        "--figure-tint": with_alpha(colours.figure, 0.12 if colours.name == "light" else 0.2),
        "--current": colours.current,
    }


def _component() -> Callable[..., object]:
    """Return the component, registered once a process."""
    if "text" not in _REGISTERED:
        _REGISTERED["text"] = st.components.v2.component("wenjian_text", html=HTML, css=CSS, js=JS)
    return _REGISTERED["text"]


_REGISTERED: dict[str, Callable[..., object]] = {}
