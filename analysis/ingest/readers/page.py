"""Whole web pages: the article out of what surrounds it, and the facts from the page's header."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from typing import NamedTuple

from analysis.ingest.draft import Draft
from analysis.ingest.fold import count_han
from analysis.ingest.labels import STEP as FIELD
from analysis.ingest.lines import take_lines
from analysis.ingest.markup import (
    REVEALED_TAGS,
    Tag,
    entity_changes,
    hidden_texts,
    strip_tags,
    tags,
)
from analysis.ingest.markup import STEP as MARKUP
from analysis.ingest.readers.article import Lines, find_article
from analysis.ingest.readers.content import Content
from analysis.ingest.readers.elements import find_elements
from analysis.ingest.readers.header import Surroundings, read_cells, read_values
from analysis.ingest.templates import blank_templates
from analysis.lexicon.pages import PageRules, load_pages

STEP = "page"
FEW_HAN = 20
"""With fewer Han characters to be seen, text in ``<noscript>`` and the like is the page's text."""

FEW_ASIDE = 5
"""Han characters up to which hidden text, and text in code, is worth no removal."""

_FRAME = re.compile(r"<(?:html|body)\b", re.IGNORECASE)


def read(text: str, rules: PageRules | None = None) -> Content:
    """Return the article of a page, the other lines as removals, and the fields of its header.

    Of what the page does not show (``<noscript>`` and the like, code of templates) that which holds
    text is a removal behind its end.

    Fields come from the header table of an official document, else as ``read_values`` says.

    Parameters
    ----------
    text
        Source of the page, lines unified.
    rules
        Selectors and names; by default those that come with the program.
    """
    rules = rules or load_pages()
    blanked = blank_templates(text)
    source = _collapse(blanked.source)
    found = list(tags(source))
    every = [tag for tag in found if tag.name]
    shown, hidden = _text_of(source, found)
    lines, places = shown.lines()
    elements = list(find_elements(every, len(source)))
    page = Lines(source, lines, places, elements)
    cells, values = read_cells(lines, rules)
    kept, warning = find_article(page, rules)
    kept -= cells
    above = [line for row, line in enumerate(lines[: min(kept, default=0)]) if row not in cells]
    below = lines[max(kept, default=len(lines)) + 1 :]
    read = read_values(Surroundings(source, every, elements, above, below), rules)
    if values.get("date", read.get("date")) != read.get("date"):
        read.pop("time", None)  # of another day than the one in the table
    values = read | values
    taken = {row: STEP for row in range(len(lines)) if row not in kept}
    taken |= dict.fromkeys(cells, FIELD)
    aside = [" ".join(piece.split()) for piece in (*blanked.pieces, *hidden)]
    aside = [line for line in aside if count_han(line) > FEW_ASIDE]
    taken |= dict.fromkeys(range(len(lines), len(lines) + len(aside)), STEP)
    return Content(
        take_lines(Draft.of("\n".join([*lines, *aside])), taken),
        values,
        (warning,) if warning else (),
        markup=_summed_up(every),
    )


class _Text(NamedTuple):
    """The source of a page without tags, and that without entities, each a draft of its own.

    Only the places of lines are asked for, so the edits of both need not become one list.
    """

    untagged: Draft
    resolved: Draft

    @classmethod
    def of(cls, source: str, found: Sequence[Tag], revealed: frozenset[str] = frozenset()) -> _Text:
        untagged = strip_tags(Draft.of(source), found, revealed=revealed)
        resolved = Draft.of(untagged.text)
        return cls(untagged, resolved.change(MARKUP, entity_changes(resolved.text)))

    def lines(self) -> tuple[list[str], list[int]]:
        """Return the lines, stripped and none empty, and where each begins in the source."""
        lines, starts, start = [], [], 0
        for line in self.resolved.lines:
            plain = line.strip()
            if plain:
                lines.append(plain)
                starts.append(start + len(line) - len(line.lstrip()))
            start += len(line) + 1
        places = self.untagged.origins(self.resolved.origins(starts))
        return lines or [""], places or [len(self.untagged.original)]


def _text_of(source: str, found: Sequence[Tag]) -> tuple[_Text, Sequence[str]]:
    """Return the text of a page, and texts that it hides."""
    text = _Text.of(source, found)
    n_han = count_han(text.resolved.text)
    if n_han >= FEW_HAN:
        return text, list(hidden_texts(source, found))
    revealed = _Text.of(source, found, REVEALED_TAGS)
    return (revealed if count_han(revealed.resolved.text) > n_han else text), ()


def _collapse(text: str) -> str:
    """Return a page with the line ends that mean nothing as spaces, at the same length.

    In a page without frame, which may be text with tags in it, only those between two tags.
    """
    if _FRAME.search(text):
        return text.replace("\n", " ")
    return text.replace(">\n<", "> <")


def _summed_up(every: Sequence[Tag]) -> str:
    names = Counter(tag.name for tag in every if not tag.is_closing)
    return " ".join(f"<{name}>×{n}" for name, n in names.most_common())
