"""All checks: figures that contradict each other, each with the two places that do."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from types import MappingProxyType

import numpy as np
import pandas as pd

from analysis.corpus.corpus import Corpus, Ints
from analysis.corpus.correction_states import dismissed_hints
from analysis.corpus.select import Mask
from analysis.schema import CONFIDENCES, CONSISTENCY, HINT_KINDS, HITS
from analysis.tables.consistency.calendar import DATE, date_hints
from analysis.tables.consistency.cues import worth_reading
from analysis.tables.consistency.growth import GROWTH, growth_hints
from analysis.tables.consistency.hints import Hint, Place, Sentence
from analysis.tables.consistency.listed import LIST, list_hints
from analysis.tables.consistency.owners import OWNERS, owner_hints
from analysis.tables.consistency.parts import PARTS, parts_hints
from analysis.tables.consistency.ratios import ratio_hints
from analysis.tables.consistency.reading import figures_of, strings_at
from analysis.tables.consistency.same import SAME, same_hints
from analysis.tables.consistency.shares import SHARE, share_hints
from analysis.tables.facts import fact_rows
from analysis.tables.hits import SentenceCard, organisation_row, sentence_cards
from analysis.tables.labels import (
    document_names,
    organisation_names,
    page,
    paragraphs,
    sentence_texts,
    written_texts,
)

_WITHIN: Mapping[str, Callable[[Sentence], list[Hint]]] = MappingProxyType(
    {SHARE: share_hints, PARTS: parts_hints, GROWTH: growth_hints}
)
"""Checks of one sentence at a time."""
_BETWEEN: Mapping[str, Callable[[Corpus, Ints], list[Hint]]] = MappingProxyType(
    {SAME: same_hints, OWNERS: owner_hints, LIST: list_hints}
)
"""Checks of all figures."""


def find_hints(
    corpus: Corpus,
    mask: Mask,
    *,
    organisations: Sequence[str] = (),
    kinds: Sequence[str] = HINT_KINDS,
) -> tuple[Hint, ...]:
    """Find figures of a mask that contradict each other.

    Parameters
    ----------
    organisations
        Only hints at a figure of one of these (canonical names); none given: of any, or none.
    kinds
        Only hints of these kinds.

    Returns
    -------
    tuple of Hint
        In the order of ``schema.HINT_KINDS``, the surest first, then in text order. A hint is no
        error: what the documents say may be right, and what was read of them may be wrong.

    Raises
    ------
    UnknownNameError
        No such organisation.
    """
    rows = fact_rows(corpus, mask)
    found: list[Hint] = []
    if within := [check for kind, check in _WITHIN.items() if kind in kinds]:
        for sentence in figures_of(corpus, worth_reading(corpus, rows)):
            for check in within:
                found.extend(check(sentence))
    for kind, between in _BETWEEN.items():
        if kind in kinds:
            found.extend(between(corpus, rows))
    if SHARE in kinds:
        found.extend(ratio_hints(corpus, mask))
    if DATE in kinds:
        dates = corpus.facts.coded("kind").equal("date")
        dates &= mask[corpus.facts.values("sentence")]
        found.extend(date_hints(corpus, np.flatnonzero(dates).astype(np.int64)))
    found.sort(
        key=lambda hint: (HINT_KINDS.index(hint.kind), CONFIDENCES.index(hint.confidence), hint)
    )
    return tuple(_of_organisations(corpus, found, organisations))


def dismissed(corpus: Corpus, hints: Sequence[Hint]) -> dict[Hint, str]:
    """Return those of some hints that somebody set aside, with the ids of their corrections."""
    aside = {(one.hint, one.first, one.second): one.id for one in dismissed_hints(corpus)}
    if not aside:
        return {}
    names = corpus.document_names
    found = {}
    for hint in hints:
        first, second = ((str(names[at.doc]), at.start) for at in (hint.first, hint.second))
        if (hint.kind, first, second) in aside:
            found[hint] = aside[hint.kind, first, second]
    return found


def hint_table(
    corpus: Corpus, hints: Sequence[Hint], *, offset: int = 0, limit: int | None = None
) -> pd.DataFrame:
    """Return hints with both sentences as the documents write them, ``schema.CONSISTENCY``.

    Parameters
    ----------
    offset, limit
        Which of them, counted from 0; all from ``offset`` on without a limit.
    """
    facts, hints = corpus.facts, hints[page(offset, limit)]
    rows = np.asarray([hint.rows[0] for hint in hints], dtype=np.int64)
    columns: dict[str, object] = {
        name: [getattr(hint, name) for hint in hints]
        for name in ("kind", "confidence", "expected", "found")
    }
    measured = np.asarray([_measured(hint) for hint in hints], dtype=np.int64)
    columns["noun"] = strings_at(facts.coded("noun"), rows)
    columns["unit"] = strings_at(facts.coded("unit"), measured)
    for number, side in enumerate("ab"):
        places = [(hint.first, hint.second)[number] for hint in hints]
        owners = [hint.rows[number] for hint in hints]
        columns |= {
            f"{name}_{side}": values for name, values in _of_places(corpus, places, owners).items()
        }
    columns["others"] = [[f"{p.start}-{p.end}" for p in hint.others] for hint in hints]
    return CONSISTENCY.frame(columns)


def hint_cards(corpus: Corpus, hint: Hint) -> list[SentenceCard]:
    """Return the sentences of a hint with its numbers marked; one card where both are in one."""
    places = sorted({hint.first, hint.second, *hint.others})
    docs, starts, ends = (
        np.asarray([getattr(place, name) for place in places], dtype=np.int64)
        for name in ("doc", "start", "end")
    )
    sentences = corpus.sentences_at(docs, starts)
    found = HITS.frame({"doc": docs, "sentence": sentences, "start": starts, "end": ends})
    return sentence_cards(corpus, found)


def _measured(hint: Hint) -> int:
    """Return the row of the figure in whose unit is said what is expected and found."""
    return hint.rows[0] if hint.rows[1] < 0 else hint.rows[1]


def consistency(
    corpus: Corpus,
    mask: Mask,
    *,
    organisations: Sequence[str] = (),
    kinds: Sequence[str] = HINT_KINDS,
    aside: bool = False,
) -> pd.DataFrame:
    """List figures of a mask that contradict each other, with both sentences.

    Parameters
    ----------
    organisations, kinds
        As ``find_hints``.
    aside
        Also hints that somebody set aside.

    Returns
    -------
    pandas.DataFrame
        Columns of ``schema.CONSISTENCY``, in the order of ``find_hints``. ``expected`` is what the
        first place says or what follows from it, ``found`` what stands at the second, both in
        ``unit``; ``noun`` is what the first place counts.

    Raises
    ------
    UnknownNameError
        No such organisation.
    """
    hints = find_hints(corpus, mask, organisations=organisations, kinds=kinds)
    if not aside:
        seen = dismissed(corpus, hints)
        hints = tuple(hint for hint in hints if hint not in seen)
    return hint_table(corpus, hints)


def _of_organisations(
    corpus: Corpus, hints: Sequence[Hint], organisations: Sequence[str]
) -> Sequence[Hint]:
    if not organisations:
        return hints
    wanted = {organisation_row(corpus, name) for name in organisations}
    owners = corpus.facts.values("organisation")
    return [
        hint for hint in hints if any(row >= 0 and int(owners[row]) in wanted for row in hint.rows)
    ]


def _of_places(corpus: Corpus, places: Sequence[Place], rows: Sequence[int]) -> dict[str, object]:
    docs, starts, ends = (
        np.asarray([getattr(place, name) for place in places], dtype=np.int64)
        for name in ("doc", "start", "end")
    )
    sentences = corpus.sentences_at(docs, starts)
    known = np.asarray(rows, dtype=np.int64)
    owners = np.where(known >= 0, corpus.facts.values("organisation")[known], -1)
    return {
        "doc": document_names(corpus, docs),
        "start": starts,
        "end": ends,
        "text": written_texts(corpus, docs, starts, ends),
        "organisation": organisation_names(corpus, owners),
        "paragraph": paragraphs(corpus, sentences),
        "sentence": sentence_texts(corpus, sentences),
    }
