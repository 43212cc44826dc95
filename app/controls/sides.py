"""The head of one side of a comparison: its colour, its name, how much text it has."""

from __future__ import annotations

from html import escape

import streamlit as st


def side_head(name: str, caption: str, colour: str) -> None:
    """Draw the head of a side; name and caption are shown as they are, markup in them included."""
    st.html(
        f'<div style="border-left:4px solid {escape(colour)};padding:2px 8px;line-height:1.5">'
        f"<strong>{escape(name)}</strong> "
        f'<span style="font-size:0.875rem;opacity:0.78">{escape(caption)}</span></div>'
    )
