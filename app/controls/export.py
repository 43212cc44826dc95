"""What the export menu of a card offers: its chart as pictures and page, its table as files."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

import pandas as pd
import plotly.graph_objects as go

from analysis.corpus.correction_states import count_in_use
from analysis.export import to_csv
from app import fonts
from app.charts.titled import titled
from app.components.export import Export, Picture
from app.components.export import export_menu as draw_menu
from app.controls.page import Page, documents_in_words
from app.controls.table import Table, in_words
from app.render.file_names import file_name, today
from app.render.page import html_page, text_of_figure
from app.render.pictures import picture
from app.render.workbooks import workbook
from app.wording.headings import heading
from app.wording.text import text


class Exported(NamedTuple):
    """A card as it leaves the page; ``chart_key`` is that of the chart on the page."""

    key: str
    title: str
    caption: str
    table: Table
    chart: go.Figure | None = None
    chart_key: str = ""


def export_menu(page: Page, shown: Exported) -> None:
    """Draw the menu; files are made when they are asked for."""
    files = {
        "csv": lambda: _csv(page, shown.table),
        "xlsx": lambda: _xlsx(page, shown),
    }
    if shown.chart is None:
        draw_menu(Export(shown.key, file_name(shown.title), files), lang=page.lang)
        return
    chart = shown.chart
    offer = Export(
        key=shown.key,
        name=file_name(shown.title),
        files={
            "html": lambda: html_page(_out(page, shown, chart), title=shown.title, lang=page.lang)
        }
        | files,
        picture=lambda: _picture(_out(page, shown, chart), shown.chart_key or shown.key),
        drawn={
            "png": lambda: picture(_out(page, shown, chart), "png"),
            "svg": lambda: picture(_out(page, shown, chart), "svg"),
        },
    )
    draw_menu(offer, lang=page.lang)


def about(page: Page, shown: Exported) -> Mapping[str, object]:
    """Return what the numbers of a card depend on, as people read it."""
    scope = page.scope
    everything = page.say("export.about.everything")
    documents = documents_in_words(page)
    organisations = "、".join(page.organisation_name(name) for name in scope.organisations)
    years = "、".join(year or page.say("bar.undated") for year in scope.years)
    return {
        page.say("export.about.title"): shown.title,
        page.say("export.about.caption"): shown.caption,
        page.say("export.about.documents"): documents or everything,
        page.say("export.about.organisations"): organisations or everything,
        page.say("export.about.years"): years or everything,
        page.say("export.about.focus"): page.focus_name(),
        page.say("export.about.corpus"): page.corpus.corpus_id,
        page.say("export.about.settings"): page.corpus.settings.digest(),
        **_corrections(page),
        page.say("export.about.date"): today(),
    }


def _corrections(page: Page) -> dict[str, object]:
    """Return how much was corrected by hand, where something was."""
    n = count_in_use(page.corpus)
    return {page.say("export.about.corrections"): n} if n else {}


def _out(page: Page, shown: Exported, chart: go.Figure) -> go.Figure:
    return titled(
        chart,
        title=shown.title,
        caption=shown.caption,
        note=text("export.note", page.lang, date=today()),
        palette=page.colours,
    )


def _picture(chart: go.Figure, key: str) -> Picture:
    return Picture(chart.to_plotly_json(), fonts.font_face([text_of_figure(chart)]), key)


def _csv(page: Page, table: Table) -> bytes:
    return to_csv(_worded(page, table), headings=_headings(page, table))


def _xlsx(page: Page, shown: Exported) -> bytes:
    worded = _worded(page, shown.table)
    return workbook(worded, shown.table.spec, lang=page.lang, about=about(page, shown))


def _worded(page: Page, table: Table) -> pd.DataFrame:
    """Return all columns, with names and words for codes as on the screen."""
    return in_words(page, Table(table.data, table.spec))


def _headings(page: Page, table: Table) -> dict[str, str]:
    return {name: heading(table.spec.name, name, page.lang) for name in table.spec.names}
