"""The parts of a report that are tables and charts: comparison, themes, ledger, words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import pandas as pd

from analysis.corpus.select import select
from analysis.tables.compare import fact_sides
from analysis.tables.facts import facts_at
from analysis.tables.frequency import FrequencyOptions, frequency
from analysis.tables.hits import Focus
from analysis.tables.ledger import ledger_rows
from analysis.tables.themes import theme_table, theme_terms
from app.charts import counted, terms, theme_bars
from app.charts.clicks import THEME, Click
from app.palette import LIGHT
from app.render.words import in_words
from app.reports.content import Bars, Block, Chart, Paragraph, Printed, Run, Section, Table
from app.reports.material import Material, printed
from app.wording.numbers import format_count, format_rate

LEDGER_ROWS, LEDGER_DATA = 200, 10_000
"""Figures that are printed, and that come along as data; the page of the ledger exports all."""
TABLE_SIDES = 100
"""Sides that the data of a table hold at most."""
LIKE_FIGURES = 20
"""Figures of one thing that a side lists at most."""
LIKE_ROWS = 2000
WORDS = 50
WORD_BARS = 20
THEME_BARS = 12
LEDGER_COLUMNS = ("organisation", "noun", "text", "status", "sentence", "doc", "paragraph")
WORD_COLUMNS = ("term", "n_word", "n_inside", "n", "documents", "per_10k_characters")
THEME_COLUMNS = ("theme", "n", "per_10k_characters", "documents", "top_terms")


def comparison_part(material: Material) -> list[Section]:
    """Return sides against themes with counts and rates, and like figures next to each other."""
    title = material.say("report.comparison.title")
    note = Paragraph((Run(material.say("report.comparison.how")),), "small")
    blocks: list[Block] = [note, _side_themes(material), _side_themes_chart(material)]
    like = _like_figures(material)
    if like is not None:
        blocks.append(like)
    return [Section("comparison", title, tuple(blocks))]


def themes_part(material: Material) -> list[Section]:
    """Return the themes of the whole scope, and the words in which the focus is named."""
    table = theme_table(material.corpus, material.mask)
    table = table.drop(columns="group").sort_values("n", ascending=False, kind="stable")
    table = table.reset_index(drop=True)
    blocks: list[Block] = [
        result_table(
            material,
            "themes",
            table,
            columns=THEME_COLUMNS,
            bars=Bars("theme", ("per_10k_characters",), (LIGHT.data,), THEME_BARS),
        ),
        _themes_chart(material, table),
    ]
    focus = material.request.focus
    if focus is not None and focus.kind == "theme":
        blocks.append(_theme_words(material, focus))
    return [Section("themes", material.say("report.themes.title"), tuple(blocks))]


def ledger_part(material: Material) -> list[Section]:
    """Return every figure in scope with its sentence, document and paragraph."""
    scope = material.request.scope
    where = select(material.corpus, replace(scope, organisations=()))
    rows = ledger_rows(material.corpus, where, organisations=scope.organisations)
    figures = facts_at(material.corpus, rows[:LEDGER_DATA])
    found = result_table(material, "facts", figures, columns=LEDGER_COLUMNS, limit=LEDGER_ROWS)
    caption = [
        _caption(material, "facts", LEDGER_ROWS, len(rows)),
        material.data_note(LEDGER_DATA, len(rows)),
    ]
    found = replace(found, caption=" ".join(filter(None, caption)))
    short = replace(found, printed=_said_once(found.printed, material.say("report.same")))
    return [Section("ledger", material.say("report.facts.title"), (short,))]


def _said_once(table: Printed, same: str) -> Printed:
    """Return the ledger with a sentence that stands in several rows printed in the first one."""
    at = LEDGER_COLUMNS.index("sentence")
    rows = [
        (*row[:at], same, *row[at + 1 :]) if before is not None and row[at] == before[at] else row
        for before, row in zip((None, *table.rows), table.rows, strict=False)
    ]
    return table._replace(rows=tuple(rows))


def terms_part(material: Material) -> list[Section]:
    """Return the most frequent words with both counts."""
    table = frequency(material.corpus, material.mask, options=FrequencyOptions(min_length=2))
    table = table.drop(columns="group")
    bars = Bars(
        "term", ("n_word", "n_inside"), (LIGHT.data, LIGHT.data_pale), WORD_BARS, stacked=True
    )
    found = result_table(material, "frequency", table, columns=WORD_COLUMNS, limit=WORDS, bars=bars)
    whole = table.assign(group=None)
    chart = Chart(
        "frequency",
        material.say("report.frequency.chart", k=min(WORD_BARS, len(table))),
        material.say("report.frequency.caption", n=format_count(len(table))),
        lambda palette: terms.build(
            whole, palette=palette, lang=material.request.lang, limit=WORD_BARS
        ),
    )
    return [Section("terms", material.say("report.frequency.title"), (chart, found))]


def result_table(
    material: Material,
    name: str,
    table: pd.DataFrame,
    *,
    columns: Sequence[str],
    limit: int = 0,
    bars: Bars | None = None,
) -> Table:
    """Return a result table with names in words; ``name`` is that of its spec."""
    worded = in_words(material.names, table)
    headings = material.headings(name, worded)
    return Table(
        name,
        material.say(f"report.{name}.title"),
        _caption(material, name, limit, len(worded)),
        worded,
        headings,
        printed(worded, headings, columns, limit or max(len(worded), 1)),
        bars,
    )


def _caption(material: Material, name: str, limit: int, total: int) -> str:
    """Return what a table of so many rows holds, and that no more than ``limit`` are printed."""
    caption = material.say(f"report.{name}.caption", n=format_count(total))
    cut = material.cut_note(limit, total) if limit else ""
    return " ".join(filter(None, (caption, cut)))


def _side_themes(material: Material) -> Table:
    """Return one row a theme, two columns a group; printed are the sides with both in a cell."""
    table, names = material.group_themes, material.names
    data = {"theme": [names.theme_name(theme.key) for theme in material.corpus.themes]}
    headings = {"theme": material.headings("themes", table)["theme"]}
    every = (*material.labels, *(one for one in material.sizes if one not in material.labels))
    own = dict(iter(table[table["group"].isin(every[:TABLE_SIDES])].groupby("group", sort=False)))
    for place, label in enumerate(every[:TABLE_SIDES]):
        name = names.group_name(label)
        for field, heading in (
            ("n", "report.comparison.n"),
            ("per_10k_characters", "report.comparison.rate"),
        ):
            data[f"{field}_{place}"] = own[label][field].tolist()
            headings[f"{field}_{place}"] = material.say(heading, name=name)
    caption = material.say("report.comparison.caption")
    more = len(every) > TABLE_SIDES
    cut = material.say("report.comparison.cut", k=TABLE_SIDES, n=len(every)) if more else ""
    return Table(
        "comparison",
        material.say("report.comparison.table"),
        " ".join(filter(None, (caption, cut))),
        frame := pd.DataFrame(data),
        headings,
        _printed_sides(material, frame, headings["theme"]),
        Bars(
            "theme",
            tuple(f"per_10k_characters_{place}" for place in range(len(material.labels))),
            tuple(material.colours(LIGHT).values()),
            THEME_BARS,
        ),
    )


def _printed_sides(material: Material, data: pd.DataFrame, first: str) -> Printed:
    places = range(len(material.labels))
    rows = tuple(
        (
            str(row["theme"]),
            *(
                material.say(
                    "report.comparison.cell",
                    n=format_count(row[f"n_{place}"]),
                    rate=format_rate(row[f"per_10k_characters_{place}"]),
                )
                for place in places
            ),
        )
        for row in data.to_dict("records")
    )
    small = material.side_sizes["small"].tolist()
    heads = [
        material.names.group_name(label) + ("*" if small[place] else "")
        for place, label in enumerate(material.labels)
    ]
    return Printed((first, *heads), rows, (False, *(True for _ in heads)))


def _side_themes_chart(material: Material) -> Chart:
    table = material.group_themes
    order = {label: place for place, label in enumerate(material.labels)}
    own = table[table["group"].isin(material.labels)]
    own = own.sort_values("group", key=lambda group: group.map(order), kind="stable")
    focus = material.request.focus
    return Chart(
        "comparison",
        material.say("report.comparison.chart"),
        material.say(
            "report.comparison.columns",
            names=material.listed([material.names.group_name(label) for label in material.labels]),
        ),
        lambda palette: theme_bars.build(
            own,
            palette=palette,
            lang=material.request.lang,
            shown=material.shown(palette),
            focus=focus.value if focus is not None and focus.kind == "theme" else "",
        ),
    )


def _like_figures(material: Material) -> Table | None:
    """Return figures of like things that two sides or more report; ``None`` without any."""
    table = fact_sides(material.corpus, material.sides, each=LIKE_FIGURES, limit=LIKE_ROWS)
    kinds = table.groupby(["unit", "head"], sort=False)
    rows = [
        [
            material.listed(
                [
                    material.say("report.figure", noun=noun or "", text=written).strip()
                    for noun, written, side in zip(
                        kind["noun"], kind["text"], kind["side"], strict=True
                    )
                    if side == label
                ]
            )
            for label in material.labels
        ]
        for (_, head), kind in kinds
        if head and len(set(kind["side"])) > 1
    ]
    if not rows:
        return None
    heads = tuple(material.names.group_name(label) for label in material.labels)
    fields = [f"side_{place}" for place in range(len(heads))]
    return Table(
        "like_figures",
        material.say("report.like.title"),
        material.say("report.like.caption", k=LIKE_FIGURES),
        pd.DataFrame(rows, columns=fields),
        dict(zip(fields, heads, strict=True)),
        Printed(heads, tuple(map(tuple, rows)), tuple(False for _ in heads)),
    )


def _themes_chart(material: Material, table: pd.DataFrame) -> Chart:
    focus = material.request.focus
    bars = [
        counted.Bar(
            row.theme,
            material.names.theme_name(row.theme),
            row.per_10k_characters,
            format_count(row.n),
            Click(THEME, row.theme),
            (material.names.theme_name(row.theme), format_rate(row.per_10k_characters)),
        )
        for row in table.itertuples()
    ]
    picked = focus.value if focus is not None and focus.kind == "theme" else ""
    return Chart(
        "themes",
        material.say("report.themes.chart"),
        material.say("report.comparison.chart_caption"),
        lambda palette: counted.build(bars, palette=palette, picked=picked),
    )


def _theme_words(material: Material, focus: Focus) -> Table:
    table = theme_terms(material.corpus, material.mask, focus.value).drop(columns="group")
    worded = in_words(material.names, table)
    headings = material.headings("theme_terms", worded)
    return Table(
        "theme_terms",
        material.say("report.theme_terms.title", focus=material.focus_name),
        material.say("report.theme_terms.caption", n=format_count(int(table["n"].sum()))),
        worded,
        headings,
        printed(worded, headings, ("term", "n", "documents"), max(len(worded), 1)),
        Bars("term", ("n",), (LIGHT.data,), THEME_BARS),
    )
