"""One figure under two organisations: same value, unit and noun, where chance is unlikely."""

from __future__ import annotations

import re

import numpy as np
import numpy.typing as npt

from analysis.corpus.corpus import Corpus, Ints
from analysis.lexicon.units import load_units
from analysis.schema import CONFIDENCES
from analysis.tables.consistency.hints import Hint, Place
from analysis.tables.consistency.norms import is_rule, norm_words
from analysis.tables.consistency.reading import folded_texts

OWNERS = "owners"
DIGITS = 3
"""Significant digits that a value has to have: 46个, 5000名 and 1.2亿元 may well stand twice."""
MOST_OWNERS = 3
"""More organisations with one figure are a norm that all of them have."""
_SKIPPED = frozenset({"rates", "durations"})
_SHORTEST_NOUN = 2
_CLAUSE = 60


def owner_hints(corpus: Corpus, rows: Ints) -> list[Hint]:
    """Return figures that stand under two organisations.

    Parameters
    ----------
    rows
        Rows of ``corpus.facts`` to be compared, ascending.
    """
    facts = corpus.facts
    rows = rows[_kept(corpus, rows)]
    rows = rows[_distinct(facts.values("value")[rows])]
    keys = [
        facts.values("value")[rows],
        *(facts.coded(name).codes[rows] for name in ("unit", "noun")),
    ]
    order = np.lexsort([rows, *keys])
    rows, keys = rows[order], [key[order] for key in keys]
    new = np.zeros(len(rows), dtype=bool)
    for key in keys:
        new[1:] |= key[1:] != key[:-1]
    groups = np.split(rows, np.flatnonzero(new))
    owners = facts.values("organisation")
    hints = []
    for group in groups:
        if len(group) > 1:
            _, firsts = np.unique(owners[group], return_index=True)
            if 1 < len(firsts) <= MOST_OWNERS:
                chosen = group[np.sort(firsts)]
                hints.extend(_hints(corpus, chosen))
    return _merged(corpus, [hint for hint in sorted(hints) if not _is_norm(corpus, hint)])


def _kept(corpus: Corpus, rows: Ints) -> npt.NDArray[np.bool_]:
    facts, groups = corpus.facts, load_units().groups
    units, nouns, reasons = (facts.coded(name) for name in ("unit", "noun", "reason"))
    counted = [bool(unit) and groups.get(unit) not in _SKIPPED for unit in units.values]
    named = [len(noun) >= _SHORTEST_NOUN for noun in nouns.values]
    own = [reason != "joint" for reason in reasons.values]
    kept: npt.NDArray[np.bool_] = facts.values("organisation")[rows] >= 0
    for column, wanted in ((units, counted), (nouns, named), (reasons, own)):
        kept &= np.asarray([*wanted, False])[column.codes[rows]]
    return kept


def _distinct(values: npt.NDArray[np.float64]) -> npt.NDArray[np.bool_]:
    """Return which values have enough digits that are no zeros at the end."""
    different, places = np.unique(values, return_inverse=True)
    digits = [
        len(f"{value:.6e}".partition("e")[0].replace(".", "").rstrip("0"))
        for value in different.tolist()
    ]
    enough: npt.NDArray[np.bool_] = (np.asarray(digits, dtype=np.int64) >= DIGITS)[places]
    return enough


def _hints(corpus: Corpus, rows: Ints) -> list[Hint]:
    """Return the first of some figures with each of the others that is of another body."""
    first, *others = rows.tolist()
    return [
        _hint(corpus, first, other) for other in others if not _are_related(corpus, first, other)
    ]


def _merged(corpus: Corpus, hints: list[Hint]) -> list[Hint]:
    """Return one hint for all figures of the same two sentences."""
    sentences = corpus.facts.values("sentence")
    found: dict[tuple[int, int], Hint] = {}
    for hint in hints:
        pair = (int(sentences[hint.rows[0]]), int(sentences[hint.rows[1]]))
        known = found.get(pair)
        found[pair] = (
            known._replace(others=(*known.others, hint.second)) if known is not None else hint
        )
    return list(found.values())


def _is_norm(corpus: Corpus, hint: Hint) -> bool:
    """Say whether a number is that of a rule, which whoever quotes it repeats."""
    for doc, start, _ in (hint.first, hint.second):
        begin, end = np.asarray([max(start - _CLAUSE, 0)]), np.asarray([start])
        text = folded_texts(corpus, np.asarray([doc]), begin, end)[0]
        clause = re.split(r"[，,。；;：:\n]", text)[-1]
        if norm_words().search(clause) or is_rule(corpus, doc):
            return True
    return False


def _are_related(corpus: Corpus, one: int, other: int) -> bool:
    """Say whether one of the owners belongs to the other."""
    owners = corpus.facts.values("organisation")
    names, bodies = corpus.organisation_names, corpus.organisations
    a, b = int(owners[one]), int(owners[other])
    within = names[a] in names[b] or names[b] in names[a]
    return bool(within or bodies[a].parent == names[b] or bodies[b].parent == names[a])


def _hint(corpus: Corpus, one: int, other: int) -> Hint:
    facts = corpus.facts
    value = float(facts.values("value")[one])
    ground = facts.coded("confidence")
    confidence = max(
        (ground.values[ground.codes[row]] for row in (one, other)), key=CONFIDENCES.index
    )
    places = [
        Place(*(int(facts.values(name)[row]) for name in ("doc", "start", "end")))
        for row in (one, other)
    ]
    return Hint(OWNERS, places[0], places[1], (one, other), value, value, confidence)
