"""How many figures each body reports, and how many of them stand beside the focus."""

from __future__ import annotations

import pandas as pd
import plotly.graph_objects as go

from app.charts.clicks import Click
from app.charts.layout import (
    ROW,
    UNDIMMED,
    end_labels,
    figure,
    hidden_axis,
    hit_bars,
    hover_text,
    label_axis,
    mark,
    room_for,
)
from app.charts.shown import PLAIN, Shown, is_named
from app.palette import Palette
from app.wording.numbers import format_count
from app.wording.text import Lang, text

LIMIT = 9
LONGEST_NAME = 12
NOBODY = "\x00nobody"


def build(
    table: pd.DataFrame,
    *,
    palette: Palette,
    lang: Lang,
    shown: Shown = PLAIN,
    focus: str = "",
    limit: int = LIMIT,
) -> go.Figure:
    """Draw figures per organisation, those in a sentence with the focus in cinnabar.

    Parameters
    ----------
    table
        Columns of ``schema.FACT_SHARES``. Rows with the largest share of the focus come first by
        their count, then by all figures, so that what was chosen is on top.
    focus
        How the focus is written. Without one all figures are drawn as one pale bar.
    """
    order = ["together", "figures"] if focus else ["figures"]
    rows = table.sort_values(order, ascending=False, kind="stable").head(limit)
    names = [name if is_named(name) else NOBODY for name in rows["organisation"]]
    figures = [int(n) for n in rows["figures"]]
    together = [int(n) if focus else 0 for n in rows["together"]]
    labels = _labels(together, figures, focus)
    owners = [None if name == NOBODY else name for name in names]
    bars = {
        "together": (together, [0] * len(names), palette.focus, palette.focus),
        "others": (
            [all_ - own for own, all_ in zip(together, figures, strict=True)],
            together,
            palette.data_pale,
            palette.data,
        ),
    }
    return figure(
        [
            *(
                mark(
                    go.Bar,
                    name=name,
                    orientation="h",
                    x=lengths,
                    y=names,
                    base=bases,
                    marker={"color": fill, "line": {"color": edge, "width": 1}},
                    hoverinfo="skip",
                    **UNDIMMED,
                )
                for name, (lengths, bases, fill, edge) in bars.items()
            ),
            end_labels(figures, names, labels, colour=palette.text),
            hit_bars(
                names,
                max(figures, default=0),
                clicks=[Click(row=owner or "") for owner in owners],
                hovers=[
                    _hover(shown.name(owner, lang), own, all_, focus, lang)
                    for owner, own, all_ in zip(owners, together, figures, strict=True)
                ],
            ),
        ],
        palette=palette,
        height=ROW * len(names),
        right=room_for(labels),
        barmode="overlay",
        xaxis=hidden_axis(0, max(figures, default=0)),
        yaxis=label_axis(
            names, [shown.label(owner, lang, LONGEST_NAME) for owner in owners], palette=palette
        ),
    )


def _labels(together: list[int], figures: list[int], focus: str) -> list[str]:
    if not focus:
        return [format_count(n) for n in figures]
    pairs = zip(together, figures, strict=True)
    return [f"{format_count(own)} / {format_count(all_)}" for own, all_ in pairs]


def _hover(name: str, together: int, figures: int, focus: str, lang: Lang) -> str:
    return hover_text(
        name,
        text("chart.figures", lang, n=format_count(figures)),
        text("chart.figures_together", lang, focus=focus, n=format_count(together))
        if focus
        else "",
        text("chart.click", lang),
    )
