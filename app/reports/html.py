"""A report as one web page: opens without a network, light and dark, notes that link both ways."""

from __future__ import annotations

from base64 import b64encode
from html import escape

from app import fonts
from app.palette import DARK, LIGHT, Palette
from app.render.pictures import picture
from app.reports.content import Block, Chart, Note, Paragraph, Report, Run, Section, Table
from app.reports.markup import xml_text
from app.wording.text import text

_NUMBER = ' class="number"'
_LANG = {"zh": "zh-CN", "en": "en"}


def write(report: Report) -> bytes:
    """Return the report as a page with its charts and a cut of the font inside."""
    sections = "".join(_section(section, place) for place, section in enumerate(report.sections))
    contents = "".join(
        f'<li class="level{section.level}"><a href="#s{place}">{_text(section.title)}</a></li>'
        for place, section in enumerate(report.sections)
    )
    title = _text(report.title)
    body = (
        f"<header><h1>{title}</h1><p>{_text(report.subtitle)}</p></header>"
        f'<nav aria-label="{_text(text("report.contents", report.lang))}"><ul>{contents}</ul></nav>'
        f"<main>{sections}{_notes(report)}</main>"
    )
    page = (
        f'<!DOCTYPE html><html lang="{_LANG[report.lang]}"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width">'
        '<meta name="color-scheme" content="light dark">'
        f"<title>{title}</title><style>{fonts.font_face([fonts.text_of_markup(body)])}{_style()}"
        f"</style></head><body>{body}</body></html>"
    )
    return page.encode("utf-8")


def _section(section: Section, place: int) -> str:
    level = section.level + 1
    blocks = "".join(_block(block) for block in section.blocks)
    head = f'<h{level} id="s{place}">{_text(section.title)}</h{level}>'
    return f"<section>{head}{blocks}</section>"


def _block(block: Block) -> str:
    if isinstance(block, Paragraph):
        said = "".join(_run(run) for run in block.runs)
        return f'<p class="{block.kind}">{said}</p>'
    return _table(block) if isinstance(block, Table) else _chart(block)


def _run(run: Run) -> str:
    said = _text(run.text)
    said = f"<b>{said}</b>" if run.strong else said
    return said + "".join(
        f'<sup><a id="r{number}" href="#n{number}">[{number}]</a></sup>' for number in run.notes
    )


def _table(table: Table) -> str:
    printed = table.printed
    heads = "".join(
        f'<th scope="col"{_NUMBER if right else ""}>{_text(head)}</th>'
        for head, right in zip(printed.headings, printed.numeric, strict=True)
    )
    rows = "".join(
        "<tr>"
        + "".join(
            f"<td{_NUMBER if right else ''}>{_text(cell)}</td>"
            for cell, right in zip(row, printed.numeric, strict=True)
        )
        + "</tr>"
        for row in printed.rows
    )
    return (
        f'<div class="table"><table><caption><b>{_text(table.title)}</b> {_text(table.caption)}'
        f"</caption><thead><tr>{heads}</tr></thead><tbody>{rows}</tbody></table></div>"
    )


def _chart(chart: Chart) -> str:
    light, dark = (_picture(chart, palette) for palette in (LIGHT, DARK))
    return (
        f'<figure><picture><source media="(prefers-color-scheme: dark)" srcset="{dark}">'
        f'<img src="{light}" alt="{_text(chart.title)}"></picture><figcaption>'
        f"<b>{_text(chart.title)}</b> {_text(chart.caption)}</figcaption></figure>"
    )


def _picture(chart: Chart, palette: Palette) -> str:
    figure = chart.draw(palette).update_layout(paper_bgcolor=palette.background)
    return f"data:image/svg+xml;base64,{b64encode(picture(figure, 'svg')).decode('ascii')}"


def _notes(report: Report) -> str:
    if not report.notes:
        return ""
    items = "".join(
        f'<li id="n{note.number}">{_quoted(note)}<cite>{_text(note.place)}</cite> '
        f'<a href="#r{note.number}" aria-label="↩ {note.number}">↩</a></li>'
        for note in report.notes
    )
    head = _text(text("report.notes.title", report.lang))
    return f'<section class="notes"><h2>{head}</h2><ol>{items}</ol></section>'


def _quoted(note: Note) -> str:
    """Return the sentence with the cited figures marked."""
    pieces, at = [], 0
    for start, end in note.marks:
        pieces.append(_text(note.sentence[at:start]))
        pieces.append(f"<mark>{_text(note.sentence[start:end])}</mark>")
        at = end
    return "".join((*pieces, _text(note.sentence[at:]), " "))


def _text(said: str) -> str:
    return escape(xml_text(said))


def _style() -> str:
    return (
        f":root{{{_colours(LIGHT)}}}@media(prefers-color-scheme:dark){{:root{{{_colours(DARK)}}}}}"
        + _RULES
    )


def _colours(palette: Palette) -> str:
    values = {
        "text": palette.text,
        "ground": palette.background,
        "surface": palette.surface,
        "border": palette.border,
        "muted": palette.muted,
        "link": palette.link,
        "figure": palette.figure,
    }
    return "".join(f"--{name}:{value};" for name, value in values.items())


_RULES = f"""
body{{margin:0 auto;max-width:56rem;padding:2rem 1.25rem 4rem;background:var(--ground);
color:var(--text);font:16px/1.75 {fonts.FAMILIES}}}
h1{{font-size:1.6rem;line-height:1.35;margin:0}}h2{{font-size:1.25rem;margin:2.4rem 0 .6rem;
border-bottom:1px solid var(--border)}}h3{{font-size:1.05rem;margin:1.6rem 0 .4rem}}
header p,.small,figcaption,caption,cite{{color:var(--muted);font-size:.875rem;font-style:normal}}
a{{color:var(--link);text-decoration:none}}a:hover,a:focus-visible{{text-decoration:underline}}
nav ul{{list-style:none;padding:.6rem 1rem;margin:1rem 0;background:var(--surface);columns:3}}
.level2{{padding-left:1rem;font-size:.9rem}}p{{margin:.5rem 0}}.item{{padding-left:1.1em;
text-indent:-1.1em}}.item::before{{content:"· ";font-weight:700}}sup{{line-height:0}}
.table{{overflow-x:auto;margin:1rem 0}}table{{border-collapse:collapse;width:100%;
font-size:.875rem;line-height:1.5;font-variant-numeric:tabular-nums}}
caption{{text-align:left;padding:.3rem 0}}th,td{{border-bottom:1px solid var(--border);
padding:.3rem .5rem;text-align:left;vertical-align:top}}th{{background:var(--surface);
white-space:nowrap}}th.number,td.number{{text-align:right;white-space:nowrap}}
figure{{margin:1rem 0}}img{{max-width:100%;height:auto}}
mark{{background:none;color:inherit;border-bottom:3px double var(--figure)}}
.notes li{{font-size:.875rem;margin:.35rem 0}}:target{{background:var(--surface)}}
@media print{{nav{{display:none}}body{{max-width:none}}}}
@media(max-width:40rem){{nav ul{{columns:1}}}}
"""
