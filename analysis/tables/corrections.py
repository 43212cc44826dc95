"""The corrections of a corpus as a table: what each changed, and whether it holds."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import asdict

import pandas as pd

from analysis.corpus.corpus import Corpus
from analysis.corpus.correction_states import State, states
from analysis.corpus.renaming import Target, targets
from analysis.lexicon.corrections import ACTIONS
from analysis.schema import (
    CORRECTIONS,
    FIGURE,
    REJECTED,
    Deed,
    FieldValue,
    FigureAddition,
    FigureEdit,
    FigureRejection,
    HintDismissal,
    OrganisationMerge,
    PassageMove,
    Placed,
)

Change = dict[str, str]


def correction_table(corpus: Corpus) -> pd.DataFrame:
    """List the corrections of a corpus.

    Returns
    -------
    pandas.DataFrame
        Columns of ``schema.CORRECTIONS``, in the order in which they were made. ``changes`` are
        objects with ``field``, ``was`` and ``now``, both as strings, empty where there was, or is,
        nothing; ``fit`` is ``applied``, ``moved`` (the text stands elsewhere now) or ``lost``, and
        ``problem`` says why. ``start`` is -1 where there is no place.
    """
    called = targets(corpus.corrections)
    return CORRECTIONS.rows([_row(state, called) for state in states(corpus)])


def _row(state: State, called: Mapping[str, Target]) -> dict[str, object]:
    correction, deed = state.correction, state.correction.deed
    at = deed.at if isinstance(deed, Placed | HintDismissal) else None
    return {
        "id": correction.id,
        "made": correction.made,
        "action": ACTIONS[type(deed)],
        "doc": _readable(state.doc or (at.doc if at else None)),
        "start": state.start,
        "text": _readable(at.text if at else None),
        "changes": list(_changes(deed, called)),
        "fit": state.fit,
        "problem": _readable(str(state.problem) if state.problem else None),
        "note": correction.note,
    }


def _readable(text: str | None) -> str | None:
    """Return a text without halves of characters, which a file may name and no table can hold."""
    return text and text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")


def _changes(deed: Deed, called: Mapping[str, Target]) -> Iterator[Change]:
    match deed:
        case FigureEdit():
            yield from _fields(deed.was, _now(deed.changes, called))
        case FigureAddition():
            yield from _fields({}, _now(asdict(deed.figure), called))
        case FigureRejection():
            yield from _fields({"class": FIGURE}, {"class": REJECTED})
        case PassageMove():
            now = _now({"organisation": deed.organisation}, called)
            yield from _fields({"organisation": deed.was}, now)
        case HintDismissal():
            yield from _fields({}, {"kind": deed.hint})
        case _:
            name = deed.into if isinstance(deed, OrganisationMerge) else deed.name
            yield from _fields({"organisation": deed.organisation}, {"organisation": name})


def _now(fields: Mapping[str, FieldValue], called: Mapping[str, Target]) -> dict[str, FieldValue]:
    """Return fields with the organisation as it is called by now."""
    target = called.get(str(fields.get("organisation")))
    return {**fields, "organisation": target.canonical} if target else dict(fields)


def _fields(was: Mapping[str, FieldValue], now: Mapping[str, FieldValue]) -> Iterator[Change]:
    for field, value in now.items():
        change = {"field": field, "was": _written(was.get(field)), "now": _written(value)}
        if change["was"] != change["now"]:
            yield change


def _written(value: FieldValue) -> str:
    """Return a value as it is written in a list; a whole number without a point."""
    if value is None:
        return ""
    if isinstance(value, str):
        return value
    return str(int(value)) if float(value).is_integer() else repr(float(value))
