"""Choices that the address holds and that are no views: a pill, one of a list, yes or no."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping

import streamlit as st

from app import state
from app.controls.page import Page


def choose_pill(name: str, options: Mapping[str, str], *, label: str, empty: str = "") -> str:
    """Draw one pill an option and return the chosen one; without a choice the first.

    Parameters
    ----------
    options
        What is written on each pill by its value; not empty.
    empty
        What is written for the value ``""``.
    """
    key = f"{state.page()}-{name}"
    values = list(options)
    given = state.page_value(name, values[0])
    chosen = given if given in options else values[0]
    state.seed(key, chosen)
    st.pills(
        label,
        values,
        format_func=lambda value: options[value] if value else f"{empty}{options[value]}",
        required=True,
        label_visibility="collapsed",
        key=key,
        on_change=lambda: state.set_page_value(name, str(state.widget_value(key) or "")),
    )
    return chosen


def choose_one(
    page: Page,
    name: str,
    options: Mapping[str, str],
    *,
    prefix: str,
    default: str = "",
    width: int = 0,
) -> str:
    """Draw a select and return the chosen value; ``default`` when none is chosen.

    Its label is the string ``<prefix>.<name>``. Without a ``default`` an empty box means any, and
    says so with ``<prefix>.<name>_any``. ``width`` in px, sensible without.
    """
    key = f"{state.page()}-{name}"
    given = state.page_value(name, default)
    chosen = given if given in options else default
    state.seed(key, chosen or None)
    st.selectbox(
        page.say(f"{prefix}.{name}"),
        list(options),
        index=0 if default else None,
        format_func=lambda value: options.get(value, value),
        placeholder="" if default else page.say(f"{prefix}.{name}_any"),
        label_visibility="collapsed",
        key=key,
        width=width or (300 if default else 136),
        on_change=lambda: state.set_page_value(name, str(state.widget_value(key) or "")),
    )
    return chosen


def choose_toggle(name: str, label: str) -> bool:
    """Draw a toggle and return whether it is on."""
    key = f"{state.page()}-{name}"
    on = bool(state.page_value(name))
    state.seed(key, on)
    st.toggle(
        label,
        key=key,
        on_change=lambda: state.set_page_value(name, "1" if state.widget_value(key) else ""),
    )
    return on


def choose_text(page: Page, name: str, *, prefix: str, icon: str, width: int) -> str:
    """Draw a box for words and return what it holds, without white space around it.

    Its label is the string ``<prefix>.<name>``; an empty box says ``<prefix>.<name>_any``.
    """
    key = f"{state.page()}-{name}"
    chosen = state.page_value(name)
    state.seed(key, chosen)
    st.text_input(
        page.say(f"{prefix}.{name}"),
        key=key,
        placeholder=page.say(f"{prefix}.{name}_any"),
        label_visibility="collapsed",
        icon=f":material/{icon}:",
        width=width,
        on_change=lambda: state.set_page_value(name, str(state.widget_value(key) or "").strip()),
    )
    return chosen


def told_apart(labels: Iterable[str]) -> list[str]:
    """Return labels of which no two are alike: one that comes again is numbered, from 2.

    A select knows its options by their labels; of two that are alike it gives the last.
    """
    seen: Counter[str] = Counter()
    apart = []
    for label in labels:
        seen[label] += 1
        apart.append(label if seen[label] == 1 else f"{label} ({seen[label]})")
    return apart
