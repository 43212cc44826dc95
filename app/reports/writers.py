"""The formats of a report, by the ending of its file."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import NamedTuple

from analysis.errors import UnknownNameError
from app.reports import archive, docx, html, pptx, xlsx
from app.reports.content import Report

_OFFICE = "application/vnd.openxmlformats-officedocument."


class Format(NamedTuple):
    """What writes a report, and what a browser calls the file."""

    write: Callable[[Report], bytes]
    mime: str


FORMATS: Mapping[str, Format] = MappingProxyType(
    {
        "docx": Format(docx.write, f"{_OFFICE}wordprocessingml.document"),
        "pptx": Format(pptx.write, f"{_OFFICE}presentationml.presentation"),
        "xlsx": Format(xlsx.write, f"{_OFFICE}spreadsheetml.sheet"),
        "html": Format(html.write, "text/html"),
        "zip": Format(archive.write, "application/zip"),
    }
)


def check_format(form: str) -> str:
    """Return the ending in small letters if reports are written so.

    Raises
    ------
    UnknownNameError
        There is no such format.
    """
    known = form.lower().lstrip(".")
    if known not in FORMATS:
        message = f"报告不能存成“{form}”；可以存成：{'、'.join(FORMATS)}"
        raise UnknownNameError(message, code="unknown_format", name=form, choices=tuple(FORMATS))
    return known
