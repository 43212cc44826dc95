"""What questions are asked of: subsets of the documents, and words."""

from __future__ import annotations

from collections.abc import Callable

from analysis.corpus.select import EVERYTHING, Scope
from benchmarks.plan import COMMONEST, PATTERN, Plan

Choice = Callable[[Plan, int], Scope]
"""Documents; the number says which of the plan's variants."""
Finding = Callable[[Plan, int], str]
"""A word, phrase or pattern."""


def everything(_plan: Plan, _variant: int) -> Scope:
    """Choose all documents."""
    return EVERYTHING


def organisation(plan: Plan, variant: int) -> Scope:
    """Choose the largest organisation: all of it first, then without one of the years."""
    without = plan.years[:variant][-1:]
    years = tuple(found for found in plan.years if found not in without) if without else ()
    return Scope(organisations=(plan.organisation,), years=years)


def some(plan: Plan, variant: int) -> Scope:
    """Choose a random fifth of the documents."""
    return Scope(documents=tuple(plan.some[variant]))


def year(plan: Plan, variant: int) -> Scope:
    """Choose one year."""
    return Scope(years=(plan.years[variant % len(plan.years)],))


def longest(plan: Plan, variant: int) -> Scope:
    """Choose two long documents."""
    return Scope(documents=tuple(plan.longest[variant % len(plan.longest)]))


def few(plan: Plan, variant: int) -> Scope:
    """Choose some documents."""
    return Scope(documents=tuple(plan.few[variant]))


SUBSETS: dict[str, Choice] = {
    "everything": everything,
    "one organisation": organisation,
    "a random fifth": some,
    "one year": year,
}


def word(plan: Plan, variant: int) -> str:
    """Return a word of middling frequency."""
    return plan.words[variant % len(plan.words)]


def phrase(plan: Plan, variant: int) -> str:
    """Return a rare phrase."""
    return plan.phrases[variant % len(plan.phrases)]


def commonest(_plan: Plan, _variant: int) -> str:
    """Return the most frequent word."""
    return COMMONEST


def pattern(_plan: Plan, _variant: int) -> str:
    """Return a pattern."""
    return PATTERN
