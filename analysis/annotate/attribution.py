"""Which organisation reports a figure.

The subject of its clause, of an earlier clause, or the organisation that its sentence is about.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from typing import TYPE_CHECKING, NamedTuple

from analysis.annotate.quantity_nouns import clause_start
from analysis.schema import Document, Fact, Mention, Passage, Quantity

if TYPE_CHECKING:
    from analysis.annotate.organisations import DocumentOrganisations
    from analysis.annotate.sentences import Sentence

# 向、对、按照 … before a name make it an object or circumstance, not the one who acts.
_NOT_ACTING = re.compile(
    r"(?:向|对|按照|按|根据|依据|依照|遵照|贯彻|落实|学习|宣传|参加|报|报送|围绕|以|为|与|同|和|及|、|给|受|经|在|从|到|至|赴|被|由于|交给|配合|分配给)$"
)
_OF = re.compile(r"的(?!同志)|[部指]署|有关|关于|要求|精神|决定|党的")
_CLAUSE = re.compile(r"[，；：]")


class _Subject(NamedTuple):
    organisation: int
    start: int


def attribute(
    document: Document,
    quantities: Sequence[Quantity],
    sentences: Sequence[Sentence],
    found: DocumentOrganisations,
    passages: Sequence[Passage],
) -> tuple[Fact, ...]:
    """Give every quantity the organisation that reports it.

    Parameters
    ----------
    document
        The document the offsets belong to.
    quantities
        Its numbers in text order, as ``find_quantities`` returns them.
    sentences, passages
        Its sentences in text order, and the passage of each.
    found
        Its organisations and where they are named.

    Returns
    -------
    tuple of Fact
        One for each quantity, in the same order. ``organisation`` is -1 where none is known.
    """
    starts = [sentence.start for sentence in sentences]
    mentions = sorted(found.mentions)
    begins = [mention.start for mention in mentions]
    facts = []
    for quantity in quantities:
        row = bisect_right(starts, quantity.start) - 1
        if row < 0:
            facts.append(_of_document(quantity, found))
            continue
        left = bisect_left(begins, sentences[row].start)
        right = bisect_left(begins, quantity.start)
        subject = _subject(document.folded, mentions[left:right])
        facts.append(_fact(document.folded, quantity, subject, passages[row]))
    return tuple(facts)


def _of_document(quantity: Quantity, found: DocumentOrganisations) -> Fact:
    if found.main:
        return Fact(quantity, found.main[0], "main", "low")
    return Fact(quantity, -1, "none", "low")


def _subject(text: str, mentions: Sequence[Mention]) -> _Subject | None:
    """Return the last organisation before a quantity that acts in its sentence."""
    for mention in reversed(mentions):
        before = text[max(0, mention.start - 5) : mention.start]
        if _NOT_ACTING.search(before) or _OF.match(text, mention.end):
            continue
        return _Subject(mention.organisation, mention.start)
    return None


def _fact(text: str, quantity: Quantity, subject: _Subject | None, passage: Passage) -> Fact:
    if subject is None:
        return Fact(quantity, passage.organisation, passage.reason, passage.confidence)
    if subject.start >= clause_start(text, quantity.start):
        return Fact(quantity, subject.organisation, "subject", "high")
    return Fact(quantity, subject.organisation, "earlier_clause", "medium")
