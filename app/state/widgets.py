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
    """Return the rows selected in a table, as positions, for its callback."""
    selection = chart_event(key).get("selection")
    rows = selection.get("rows") if isinstance(selection, Mapping) else None
    return [int(row) for row in rows] if isinstance(rows, list) else []


def triggered(key: str, name: str) -> str:
    """Return the value that an inline component gave back in this run, for its callback."""
    return str(getattr(st.session_state.get(key), name, None) or "")
