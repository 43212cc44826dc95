"""The card of a word cloud: head, export menu, cloud."""

from __future__ import annotations

import pandas as pd

from analysis.schema import FREQUENCY
from analysis.tables.hits import Focus
from app import state
from app.charts import cloud as cloud_chart
from app.clouds import WORDS, place_words
from app.components.cloud import Cloud
from app.components.cloud import cloud as draw
from app.controls.card import head
from app.controls.export import Exported, export_menu
from app.controls.page import Page
from app.controls.table import Table

WIDTH, HEIGHT = 520, 290


def cloud_card(page: Page, table: pd.DataFrame, *, key: str, focus: str) -> None:
    """Draw the cloud of the most frequent terms of a table; a click on a word makes it the focus.

    Parameters
    ----------
    table
        Columns of ``schema.FREQUENCY``, one group.
    focus
        The term drawn in cinnabar.
    """
    rows = table.head(WORDS)
    counts = tuple(zip(rows["term"].tolist(), rows["n"].tolist(), strict=True))
    words = place_words(counts, WIDTH, HEIGHT)
    title, caption = page.say("terms.cloud"), page.say("terms.cloud_note", k=len(words))
    look = {"palette": page.colours, "lang": page.lang, "focus": focus}
    with head(title, page.in_row(caption)):
        figure = cloud_chart.build(words, size=(WIDTH, HEIGHT), **look)
        data = Table(rows, FREQUENCY)
        export_menu(page, Exported(key, title, page.in_row(caption), data, figure))
    draw(
        Cloud(words, WIDTH, HEIGHT, focus, page.say("terms.cloud_alt", k=len(words))),
        key=f"{key}-words",
        lang=page.lang,
        on_pick=lambda term: state.choose(focus=Focus("term", term)),
    )
