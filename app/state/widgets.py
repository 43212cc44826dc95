"""Widgets: given their values before they are drawn, asked for them in callbacks."""

from __future__ import annotations

from collections.abc import Mapping

import streamlit as st


def seed(key: str, value: object) -> None:
    """Give a widget its value before it is drawn; the table is right, the widget shows it."""
    if key not in st.session_state or st.session_state[key] != value:
        st.session_state[key] = value


def draft(key: str, value: object) -> None:
    """Give a widget its first value and leave what people write into it alone afterwards."""
    if key not in st.session_state:
        st.session_state[key] = value


def forget_drafts(*keys: str) -> None:
    """Give widgets their first value again at the next run."""
    for key in keys:
        st.session_state.pop(key, None)


def widget_value(key: str) -> object:
    """Return what a widget holds, for its callback."""
    return st.session_state.get(key)


def chart_event(key: str) -> Mapping[str, object]:
    """Return the selection event of a chart, for its callback."""
    event = st.session_state.get(key)
    return event if isinstance(event, Mapping) else {}


def table_rows(key: str) -> list[int]:
    """Return the row whose cell was clicked in a table, as a position, for its callback."""
    selection = chart_event(key).get("selection")
    cells = selection.get("cells") if isinstance(selection, Mapping) else None
    return [int(cells[0][0])] if isinstance(cells, list) and cells else []


def triggered(key: str, name: str) -> str:
    """Return the value that an inline component gave back in this run, for its callback."""
    return str(getattr(st.session_state.get(key), name, None) or "")
