"""What text panels show, as plain data: cards, figures, concordance lines, the reader's text."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import replace
from itertools import groupby
from typing import NamedTuple

import pandas as pd

from analysis.tables.hits import SentenceCard
from analysis.tables.marks import Mark
from analysis.tables.reader import ReaderParagraph
from app.components.text import Item, pieces
from app.wording.numbers import format_count, format_value
from app.wording.text import Lang, text

CHARACTERS_AT_ONCE = 60_000
"""More text than this is not put into the page at once; the reader then shows a window."""


class Owners(NamedTuple):
    """How passages are named and coloured: by canonical name of the organisation."""

    shorts: Mapping[str, str]
    colours: Mapping[str, str]
    muted: str
    nobody: str
    """What is said of sentences that belong to no organisation."""
    joint: str
    """What is said of sentences that several organisations share."""

    def name(self, canonical: object) -> str:
        """Return the short name; of no organisation, the word for that."""
        return self.shorts.get(canonical, canonical) if isinstance(canonical, str) else self.nobody

    def name_by(self, canonical: object, reason: str) -> str:
        """Return the short name; of a passage of several organisations, the word for that."""
        return self.joint if reason == "joint" else self.name(canonical)

    def colour(self, canonical: object) -> str:
        """Return the colour of an organisation; muted where it has none."""
        return self.colours.get(str(canonical), self.muted)


class Place(NamedTuple):
    """A place in a document, as item ids and the address write it: ``name:offset``."""

    doc: str
    start: int

    @property
    def id(self) -> str:
        """The place as text."""
        return f"{self.doc}:{self.start}"


def parse_place(given: str) -> Place | None:
    """Return the place that a text names, or ``None`` if it names none."""
    doc, _, start = given.rpartition(":")
    return Place(doc, int(start)) if doc and start.isdecimal() else None


def card_items(
    cards: Iterable[SentenceCard], owners: Owners, titles: Mapping[str, str], lang: Lang
) -> list[Item]:
    """Return sentence cards; the id is the place of the first hit, else of the sentence."""
    return [
        {
            "id": Place(card.doc, card.start + _first_hit(card.marks)).id,
            "owner": owners.name_by(card.organisation, card.reason),
            "colour": owners.colour(card.organisation),
            "place": f"{titles.get(card.doc, card.doc)} · {paragraph_name(card.paragraph, lang)}",
            "pieces": pieces(card.text, [m for m in card.marks if m.kind in {"focus", "figure"}]),
        }
        for card in cards
    ]


def figure_items(facts: pd.DataFrame) -> list[Item]:
    """Return a list of figures from a table like ``schema.FACTS``; the id is the figure's place."""
    return [
        {
            "id": Place(str(row.doc), int(row.start)).id,
            "number": _number_part(str(row.text), str(row.unit)),
            "unit": str(row.unit) if str(row.text).endswith(str(row.unit)) else "",
            "noun": str(row.noun or ""),
        }
        for row in facts[["doc", "start", "text", "unit", "noun"]].itertuples()
    ]


def kwic_items(
    lines: pd.DataFrame,
    reasons: Sequence[str],
    owners: Owners,
    titles: Mapping[str, str],
    *,
    here: str,
    lang: Lang,
) -> list[Item]:
    """Return concordance lines.

    Parameters
    ----------
    lines
        A table like ``schema.CONCORDANCE``.
    reasons
        Why the sentence of each line belongs to its organisation.
    here
        Id of the line that is open.
    """
    items: list[Item] = []
    for row, reason in zip(lines.itertuples(), reasons, strict=True):
        place = Place(str(row.doc), int(row.start)).id
        items.append(
            {
                "id": place,
                "owner": owners.name_by(row.organisation, reason),
                "colour": owners.colour(row.organisation),
                "place": f"{titles.get(str(row.doc), str(row.doc))} · "
                f"{paragraph_name(int(row.paragraph), lang)}",
                "left": str(row.left),
                "node": str(row.node),
                "right": str(row.right),
                "here": place == here,
            }
        )
    return items


def word_items(words: Iterable[tuple[str, str]], *, here: str = "") -> list[Item]:
    """Return a list of words with their counts as already written; the id is the word."""
    return [{"id": word, "word": word, "count": n, "here": word == here} for word, n in words]


class Reading(NamedTuple):
    """What the reader shows of its paragraphs."""

    at: int
    """Offset in the document of the place that was opened; -1: none."""
    kinds: Collection[str]
    """Kinds of marks that are shown."""
    folded: bool
    """Whether the simplified line stands under traditional paragraphs."""


def reader_items(
    paragraphs: Sequence[ReaderParagraph], owners: Owners, reading: Reading, lang: Lang
) -> list[Item]:
    """Return the paragraphs of a document; the one with the open place has the id ``here``.

    Of a text longer than ``CHARACTERS_AT_ONCE`` the paragraphs around that place are returned,
    with an item that says how many are left out before and after.
    """
    first, last = window([p.end - p.start for p in paragraphs], _paragraph_at(paragraphs, reading))
    items: list[Item] = []
    before: tuple[str, ...] = ()
    for paragraph in paragraphs[first:last]:
        names = tuple(
            dict.fromkeys(owners.name_by(s.organisation, s.reason) for s in paragraph.sentences)
        )
        items.append(_paragraph(paragraph, owners, reading, () if names == before else names))
        before = names
    if first:
        items.insert(0, {"more": text("search.before", lang, n=format_count(first))})
    if last < len(paragraphs):
        after = len(paragraphs) - last
        items.append({"more": text("search.after", lang, n=format_count(after))})
    return items


def with_places(
    paragraphs: Sequence[ReaderParagraph], places: Iterable[tuple[int, int]]
) -> list[ReaderParagraph]:
    """Return the paragraphs with further places marked as the focus; offsets of the document."""
    found = [Mark(start, end, "focus", "") for start, end in places]
    return [
        replace(p, marks=(*p.marks, *_within(found, p.start, p.end))) if found else p
        for p in paragraphs
    ]


def window(sizes: Sequence[int], middle: int) -> tuple[int, int]:
    """Return first and last (exclusive) paragraph to show around ``middle``, by their sizes."""
    first, last, total = middle, middle + 1, sum(sizes[middle : middle + 1])
    while total < CHARACTERS_AT_ONCE and (first > 0 or last < len(sizes)):
        if last < len(sizes):
            total += sizes[last]
            last += 1
        if first > 0:
            first -= 1
            total += sizes[first]
    return first, min(last, len(sizes))


def paragraph_name(paragraph: int, lang: Lang) -> str:
    """Return the number of a paragraph as people count them, from 1."""
    return text("sentences.paragraph", lang, n=paragraph + 1)


def bar_colours(runs: Sequence[tuple[str, int]]) -> str:
    """Return the bar beside a paragraph: one colour, or several in proportion to their text.

    Parameters
    ----------
    runs
        Colour and number of characters, in the order of the text.
    """
    merged = [
        (colour, sum(size for _, size in group))
        for colour, group in groupby(runs, key=lambda run: run[0])
    ]
    if len(merged) <= 1:
        return merged[0][0] if merged else "transparent"
    total = sum(size for _, size in merged) or 1
    stops, done = [], 0
    for colour, size in merged:
        stops.append(f"{colour} {100 * done / total:.1f}% {100 * (done + size) / total:.1f}%")
        done += size
    return f"linear-gradient(to bottom, {', '.join(stops)})"


def _paragraph(
    paragraph: ReaderParagraph, owners: Owners, reading: Reading, names: Sequence[str]
) -> Item:
    at = reading.at - paragraph.start
    shown = [mark for mark in paragraph.marks if mark.kind in reading.kinds]
    opened = [
        Mark(m.start, m.end, "focus", m.label)
        for m in paragraph.marks
        if m.kind == "focus" and m.start == at and "focus" not in reading.kinds
    ]
    runs = [(owners.colour(s.organisation), s.end - s.start) for s in paragraph.sentences]
    whose = dict.fromkeys(owners.name_by(s.organisation, s.reason) for s in paragraph.sentences)
    return {
        "id": "here" if 0 <= at < paragraph.end - paragraph.start else "",
        "number": str(paragraph.paragraph + 1),
        "names": list(names),
        "owners": "、".join(whose),
        "bar": bar_colours(runs),
        "sentences": [
            {
                "start": paragraph.start + s.start,
                "here": s.start <= at < s.end,
                "pieces": pieces(
                    paragraph.text[s.start : s.end],
                    _within([*shown, *opened], s.start, s.end),
                    reversed_at=at - s.start,
                ),
            }
            for s in paragraph.sentences
        ],
        "folded": paragraph.simplified if reading.folded else "",
    }


def _within(marks: Iterable[Mark], start: int, end: int) -> list[Mark]:
    """Return the marks that touch a stretch, cut at its borders, relative to its start."""
    return [
        mark._replace(start=max(mark.start, start) - start, end=min(mark.end, end) - start)
        for mark in marks
        if mark.start < end and mark.end > start
    ]


def _paragraph_at(paragraphs: Sequence[ReaderParagraph], reading: Reading) -> int:
    for position, paragraph in enumerate(paragraphs):
        if reading.at < paragraph.end:
            return position
    return 0


def _first_hit(marks: Iterable[Mark]) -> int:
    return next((mark.start for mark in marks if mark.kind == "focus"), 0)


def _number_part(written: str, unit: str) -> str:
    """Return the number as written without its unit, which is drawn smaller."""
    return written.removesuffix(unit) if unit and written != unit else written or format_value(0)
