"""Undoing cleaning: pieces that were removed, back in their places."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace

from analysis.ingest.fold import narrow, script_of, simplify
from analysis.ingest.readers.content import TAGS
from analysis.schema import Document, Removal


def can_put_back(removal: Removal) -> bool:
    """Return whether a removal holds a piece of the text, and not the tags of a page summed up."""
    return removal.step != TAGS


def put_back(document: Document, numbers: Collection[int]) -> Document:
    """Return a document with some of its removals undone.

    The pieces stand as they did in the file: what was put in their stead is gone. Fields that were
    read from them stay, and so does everything that else is known of the document.

    Parameters
    ----------
    numbers
        Positions in ``document.removals``; those that ``can_put_back`` denies are passed over.

    Examples
    --------
    >>> from analysis.ingest.documents import read_pasted
    >>> document = read_pasted("工会(huì)干部深入基层开展调查研究。", name="例")
    >>> document.text
    '工会干部深入基层开展调查研究。'
    >>> put_back(document, [0]).text
    '工会(huì)干部深入基层开展调查研究。'
    """
    pieces: list[str] = []
    kept: list[Removal] = []
    last = shift = 0
    for number, removal in enumerate(document.removals):
        if number not in numbers or not can_put_back(removal):
            kept.append(replace(removal, at=removal.at + shift))
            continue
        pieces += [document.text[last : removal.at], removal.text]
        last = removal.at + len(removal.replacement)
        shift += len(removal.text) - len(removal.replacement)
    text = "".join(pieces) + document.text[last:]
    simplified = simplify(text)
    return replace(
        document,
        text=text,
        simplified=simplified,
        folded=narrow(simplified),
        removals=tuple(kept),
        script=script_of(text, simplified),
    )
