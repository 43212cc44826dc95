"""Where web pages keep their text and the facts about it."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import cache
from importlib import resources
from typing import NamedTuple

from analysis.errors import ResourceError


class PageRules(NamedTuple):
    """Where the text stands, and under what names the facts do; names in small letters."""

    selectors: tuple[str, ...]
    """Elements that hold the article, ``#id`` or ``.class``, the surest first."""
    around: frozenset[str]
    """Words in the names of elements that stand around an article."""
    meta: Mapping[str, str]
    """Names of ``<meta>`` elements to fields, the surest first."""
    social: Mapping[str, str]
    """The same of those that are meant for cards of links; they come last."""
    json: Mapping[str, str]
    """Keys of JSON-LD to fields."""
    cells: Mapping[str, str]
    """Labels of header tables to fields."""


@cache
def load_pages() -> PageRules:
    """Return the rules that come with the program.

    Raises
    ------
    ResourceError
        The file is not TOML or lacks a part.
    """
    return parse_pages((resources.files("analysis.resources") / "pages.toml").read_text("utf-8"))


def parse_pages(text: str) -> PageRules:
    """Return the rules of a TOML text; see ``load_pages`` for errors."""
    try:
        tables = tomllib.loads(text)
        return PageRules(
            tuple(tables["selectors"]),
            frozenset(tables["around"]),
            *(dict(tables[name]) for name in ("meta", "social", "json", "cells")),
        )
    except (tomllib.TOMLDecodeError, KeyError, TypeError, ValueError) as error:
        message = f"pages.toml：写错了（{error}），请改正后重试。"
        raise ResourceError(message, code="bad_page_rule", detail=str(error)) from error
