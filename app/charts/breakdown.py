"""In which words a string stands: itself, longer words, across word borders."""

from __future__ import annotations

import pandas as pd
import plotly.graph_objects as go

from app.charts.clicks import TERM, Click
from app.charts.layout import (
    ROW,
    UNDIMMED,
    end_labels,
    escape,
    figure,
    hidden_axis,
    hit_bars,
    hover_text,
    label_axis,
    mark,
    room_for,
    shorten,
)
from app.charts.shown import is_named
from app.palette import Palette
from app.wording.numbers import format_count
from app.wording.text import Lang, text

LIMIT = 7
_ACROSS = "\x00across"
_REST = "\x00rest"


def build(
    table: pd.DataFrame, *, palette: Palette, lang: Lang, focus: str = "", limit: int = LIMIT
) -> go.Figure:
    """Draw one bar a word that holds ``focus``, the term itself in cinnabar.

    Parameters
    ----------
    table
        Columns of ``schema.BREAKDOWN``; a row without token is *across words* and comes last.
        After ``limit`` words the others are drawn as one bar.
    """
    rows = _rows(table, lang, limit)
    keys = [key for key, _, _, _ in rows]
    counts = [n for _, n, _, _ in rows]
    labels = [format_count(n) for n in counts]
    fill = [palette.focus if key == focus else palette.data_pale for key in keys]
    edge = [palette.focus if key == focus else palette.data for key in keys]
    clicks = [Click(TERM, focus if key in {_ACROSS, _REST} else key) for key in keys]
    return figure(
        [
            mark(
                go.Bar,
                name="n",
                orientation="h",
                x=counts,
                y=keys,
                marker={"color": fill, "line": {"color": edge, "width": 1}},
                hoverinfo="skip",
                **UNDIMMED,
            ),
            end_labels(counts, keys, labels, colour=palette.text),
            hit_bars(
                keys,
                max(counts, default=0),
                clicks=clicks,
                hovers=[hover_text(said, text("chart.click", lang)) for _, _, _, said in rows],
            ),
        ],
        palette=palette,
        height=ROW * len(keys),
        right=room_for(labels),
        barmode="overlay",
        xaxis=hidden_axis(0, max(counts, default=0)),
        yaxis=label_axis(keys, [escape(shorten(name)) for _, _, name, _ in rows], palette=palette),
    )


def _rows(table: pd.DataFrame, lang: Lang, limit: int) -> list[tuple[str, int, str, str]]:
    """Return key, count, label and hover sentence of each bar."""
    pairs = list(zip(table["token"].tolist(), table["n"].tolist(), strict=True))
    words = [(token, int(n)) for token, n in pairs if is_named(token)]
    words.sort(key=lambda word: -word[1])
    across = sum(int(n) for token, n in pairs if not is_named(token))
    rows = [(token, n, token, _said(token, n, lang)) for token, n in words[:limit]]
    others = words[limit:]
    if others:
        n = sum(count for _, count in others)
        said = text("chart.inside_others", lang, k=len(others), n=format_count(n))
        rows.append((_REST, n, text("chart.rest", lang, k=len(others)), said))
    if across:
        said = text("chart.across_words", lang, n=format_count(across))
        rows.append((_ACROSS, across, text("chart.across", lang), said))
    return rows


def _said(token: str, n: int, lang: Lang) -> str:
    return text("chart.inside_of", lang, token=token, n=format_count(n))
