"""Terms with both counts: as a word of its own (solid) and inside longer words (pale)."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

import pandas as pd
import plotly.graph_objects as go

from app.charts.clicks import TERM, Click
from app.charts.layout import (
    NO_HOVER,
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
    marked,
    room_for,
    shorten,
)
from app.palette import Palette
from app.wording.numbers import format_count, format_rate
from app.wording.text import Lang, text

Measure = Literal["n", "n_word", "per_10k_characters", "tfidf"]
LIMIT = 20


def build(
    table: pd.DataFrame,
    *,
    palette: Palette,
    lang: Lang,
    focus: str = "",
    measure: Measure = "n",
    limit: int = LIMIT,
) -> go.Figure:
    """Draw the terms with the largest values, the largest on top.

    Parameters
    ----------
    table
        Columns of ``schema.FREQUENCY``, one group. Equal values keep the order of the table.
    focus
        The term to draw in cinnabar.
    measure
        What the length of a bar is, and what rows are ordered by. Labels are counts, ``15 / 56``;
        rates where the rate was asked for, the value for TF-IDF.
    """
    rows = table.sort_values(measure, ascending=False, kind="stable").head(limit)
    terms = rows["term"].tolist()
    ends = _ends(rows, measure)
    splits = _splits(rows, ends, measure)
    chosen = [term == focus for term in terms]
    solid = [palette.focus if own else palette.data for own in chosen]
    pale = [palette.data_pale] * len(terms)
    names = [
        marked(shorten(term), palette, chosen=own) for term, own in zip(terms, chosen, strict=True)
    ]
    labels = [escape(label) for label in _labels(rows, measure)]
    return figure(
        [
            _bar("n_word", terms, splits, [0.0] * len(terms), {"color": solid}),
            _bar(
                "n_inside",
                terms,
                [end - split for end, split in zip(ends, splits, strict=True)],
                splits,
                {"color": pale, "line": {"color": solid, "width": 1}},
            ),
            end_labels(ends, terms, labels, colour=palette.text),
            hit_bars(
                terms,
                max(ends, default=0),
                clicks=[Click(TERM, term) for term in terms],
                hovers=_hovers(rows, lang),
            ),
        ],
        palette=palette,
        height=ROW * len(terms),
        right=room_for(labels),
        barmode="overlay",
        xaxis=hidden_axis(0, max(ends, default=0)),
        yaxis=label_axis(terms, names, palette=palette),
    )


def _ends(rows: pd.DataFrame, measure: Measure) -> list[float]:
    column = "n" if measure == "n_word" else measure
    return [float(value) for value in rows[column]]


def _splits(rows: pd.DataFrame, ends: Sequence[float], measure: Measure) -> list[float]:
    """Return how far the solid part goes: the words' share of all occurrences."""
    if measure == "tfidf":
        return list(ends)
    counts = zip(rows["n_word"], rows["n"], ends, strict=True)
    return [float(end * n_word / n) if n else 0.0 for n_word, n, end in counts]


def _labels(rows: pd.DataFrame, measure: Measure) -> list[str]:
    if measure == "tfidf":
        return [format_rate(value) for value in rows["tfidf"]]
    if measure == "per_10k_characters":
        ends = _ends(rows, measure)
        splits = _splits(rows, ends, measure)
        pairs = zip(splits, ends, strict=True)
        return [f"{format_rate(split)} / {format_rate(end)}" for split, end in pairs]
    pairs = zip(rows["n_word"], rows["n"], strict=True)
    return [f"{format_count(n_word)} / {format_count(n)}" for n_word, n in pairs]


def _hovers(rows: pd.DataFrame, lang: Lang) -> list[str]:
    return [
        hover_text(
            row.term,
            text(
                "chart.counts",
                lang,
                n_word=format_count(row.n_word),
                n_inside=format_count(row.n_inside),
                n=format_count(row.n),
            ),
            text("chart.per_10k_characters", lang, rate=format_rate(row.per_10k_characters)),
            text("chart.documents", lang, n=format_count(row.documents)),
            text("chart.click", lang),
        )
        for row in rows.itertuples()
    ]


def _bar(
    name: str,
    terms: Sequence[str],
    lengths: Sequence[float],
    bases: Sequence[float],
    marker: dict[str, object],
) -> go.Bar:
    return mark(
        go.Bar,
        name=name,
        orientation="h",
        x=list(lengths),
        y=list(terms),
        base=list(bases),
        marker=marker,
        **NO_HOVER,
        **UNDIMMED,
    )
