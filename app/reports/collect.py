"""A corpus and what was asked for → a report as plain data. The only way into this package."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType

from analysis.errors import EmptyCorpusError
from app.reports.content import Report, Section
from app.reports.material import Material, Request
from app.reports.method import about, corrections_text, method_part, settings_text, title
from app.reports.parts import comparison_part, ledger_part, terms_part, themes_part
from app.reports.sides import quotes_part, sides_part

WRITTEN: Mapping[str, Callable[[Material], list[Section]]] = MappingProxyType(
    {
        "sides": sides_part,
        "comparison": comparison_part,
        "themes": themes_part,
        "ledger": ledger_part,
        "quotes": quotes_part,
        "terms": terms_part,
        "method": method_part,
    }
)
"""By the name of the part, in the order of a report."""


def collect(request: Request) -> Report:
    """Return the report that is asked for.

    Raises
    ------
    EmptyCorpusError
        The scope holds no text.
    UnknownNameError
        Scope or focus name something that the corpus does not have.
    """
    material = Material(request)
    if not material.mask.any():
        message = "所选范围里没有文本，写不出报告；请放宽范围。"
        raise EmptyCorpusError(message, code="empty_scope")
    sections = [
        section
        for part, write in WRITTEN.items()
        if part in request.parts and (part != "quotes" or request.focus is not None)
        for section in write(material)
    ]
    return Report(
        title=title(material),
        subtitle=material.say("report.subtitle", date=request.date),
        lang=request.lang,
        sections=tuple(sections),
        notes=tuple(material.notes),
        about=about(material),
        settings=settings_text(material),
        corrections=corrections_text(material),
    )
