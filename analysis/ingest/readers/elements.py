"""The elements of a page, without a tree: where each begins and ends in the source.

One pass with one stack: a hundred thousand nested or never closed tags cost no more than their
number, and no element is lost in damaged markup.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import NamedTuple

from analysis.ingest.markup import Tag, attributes

CONTAINERS = frozenset(
    [
        "article",
        "aside",
        "blockquote",
        "body",
        "center",
        "dd",
        "div",
        "dl",
        "fieldset",
        "footer",
        "form",
        "header",
        "li",
        "main",
        "nav",
        "ol",
        "section",
        "table",
        "tbody",
        "td",
        "tr",
        "ul",
    ]
)
"""Elements that can hold an article, or what stands around one."""
LINK = "a"
HEADINGS = frozenset(("h1", "title"))
"""Further elements whose place is asked for."""

_WANTED = CONTAINERS | HEADINGS | {LINK}
_PART = re.compile(r"[A-Z]?[a-z]+|[A-Z]+")


class Element(NamedTuple):
    """An element of the source, whose content is ``source[start:end]``, and its attributes."""

    name: str
    start: int
    end: int
    attributes: dict[str, str]

    @property
    def marks(self) -> tuple[str, ...]:
        """Its names as a selector gives them: ``#id`` and ``.class`` for every class."""
        classes = tuple(f".{name}" for name in self.attributes.get("class", "").split())
        return (f"#{self.attributes['id']}", *classes) if "id" in self.attributes else classes

    @property
    def words(self) -> frozenset[str]:
        """The words that its name, id and classes are made of, in small letters."""
        written = f"{self.attributes.get('id', '')} {self.attributes.get('class', '')}"
        return _words(self.name, written)


def find_elements(every: Iterable[Tag], size: int) -> Iterator[Element]:
    """Yield containers, headings and links, inner ones before outer ones.

    Parameters
    ----------
    every
        The tags of a page in order.
    size
        Length of the source: where an element ends that is never closed. Links and headings that
        are not closed are left out.
    """
    stack: list[Tag] = []
    n_open: Counter[str] = Counter()
    for tag in every:
        if tag.name not in _WANTED:
            continue
        if not tag.is_closing:
            stack.append(tag)
            n_open[tag.name] += 1
            continue
        while n_open[tag.name]:
            last = stack.pop()
            n_open[last.name] -= 1
            if last.name == tag.name:
                yield _element(last, tag.start)
                break
            if last.name in CONTAINERS:
                yield _element(last, tag.start)
    yield from (_element(tag, size) for tag in reversed(stack) if tag.name in CONTAINERS)


@lru_cache(maxsize=4096)
def _words(name: str, written: str) -> frozenset[str]:
    """Return the words of what is written alike on many elements of a page, and on many pages."""
    return frozenset((name, *(part.lower() for part in _PART.findall(written))))


def _element(tag: Tag, end: int) -> Element:
    return Element(tag.name, tag.end, end, attributes(tag) if tag.attributes else {})
