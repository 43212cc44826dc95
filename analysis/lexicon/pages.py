"""Where web pages keep their text and the facts about it."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import cache
from importlib import resources
from typing import NamedTuple

from analysis.errors import ResourceError


class PageRules(NamedTuple):
    """Selectors of the article, fields of ``meta`` names, fields of header table labels."""

    selectors: tuple[str, ...]
    meta: Mapping[str, str]
    cells: Mapping[str, str]


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
        return PageRules(tuple(tables["selectors"]), dict(tables["meta"]), dict(tables["cells"]))
    except (tomllib.TOMLDecodeError, KeyError, TypeError, ValueError) as error:
        message = f"pages.toml：写错了（{error}），请改正后重试。"
        raise ResourceError(message, code="bad_page_rule", detail=str(error)) from error
