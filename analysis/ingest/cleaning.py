"""Cleaning: what a reader gives, without glosses, fields and residue, and in one script."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import NamedTuple

from analysis.ingest import (
    characters,
    glosses,
    labels,
    residue,
    restoration,
    signature,
    stray,
    wrapping,
)
from analysis.ingest.draft import Change, Draft
from analysis.ingest.fields import read_fields
from analysis.ingest.fold import script_of, twins
from analysis.ingest.lines import Found, take_lines
from analysis.ingest.readers.content import TAGS, Content
from analysis.ingest.signs import Families
from analysis.schema import SCRIPTS, Removal

BYLINE = "byline"
"""Rule of the step of fields: （记者 钟鸣） at the end of the last paragraph."""
NEAR_END = 200
"""Characters from the end in which a byline begins."""
_ASKED_FOR = Families(characters.SUSPECT, glosses.FIRST_LETTERS)
"""What most texts hold none of, so that they need no further look."""


class Cleaned(NamedTuple):
    """A draft at the end of cleaning, its fields, and what people should know about it."""

    draft: Draft
    values: Mapping[str, str]
    warnings: tuple[str, ...]
    markup: tuple[Removal, ...]
    """The tags of a page, summed up."""


def clean(content: Content, rules_off: Collection[str] = ()) -> Cleaned:
    """Return what a reader gives without glosses, fields and residue, its characters repaired.

    Parameters
    ----------
    content
        One paragraph a line.
    rules_off
        Keys of rules that are not applied; the name of a step turns all its rules off. Invisible
        characters and lines of white space always go.
    """
    draft, n_lost = _with_plain_characters(content.draft, rules_off)
    if residue.TABLE_BAR not in rules_off:
        draft = residue.strip_bars(draft)
    if characters.PUNCTUATION not in rules_off:
        draft = characters.widen_punctuation(draft)
    draft = characters.trim_lines(draft)
    if wrapping.LINE_BREAK not in rules_off:
        draft = wrapping.mend_lines(draft)
    draft, values = _take_fields(draft, content.values, rules_off)
    warnings = list(content.warnings)
    if n_lost:
        warnings.append(f"有 {n_lost} 处注音造成的损坏无法可靠还原，显示为 \ufffd。")
    markup = (Removal(TAGS, 0, content.markup),) if content.markup else ()
    return Cleaned(draft, values, tuple(warnings), markup)


def _with_plain_characters(draft: Draft, rules_off: Collection[str]) -> tuple[Draft, int]:
    """Return the draft repaired and without glosses, and how many of them stay broken."""
    is_suspect, has_letters = _ASKED_FOR.may_occur(draft.text)
    if is_suspect:
        draft = characters.repair_characters(draft)
    may_gloss = (is_suspect or has_letters) and glosses.may_have_glosses(draft.text)
    if glosses.GLOSS in rules_off or not may_gloss:
        return draft, 0
    n_lost, before = 0, draft
    draft = glosses.remove_glosses(draft)
    if glosses.RESTORED not in rules_off:
        draft, n_lost = restoration.restore_broken(draft)
    if glosses.RESTORED not in rules_off and draft is not before:
        draft = glosses.remove_glosses(draft)  # behind characters that are there again
    return draft, n_lost


class OneScript(NamedTuple):
    """A draft with stray characters converted, its simplified and folded twins, its script."""

    draft: Draft
    simplified: str
    folded: str
    script: str


def in_one_script(draft: Draft, rules_off: Collection[str] = ()) -> OneScript:
    """Return the draft in one script, as far as it is simplified, with its twins."""
    simplified, folded = twins(draft.text)
    script = script_of(draft.text, simplified)
    if script == SCRIPTS[0] and stray.STEP not in rules_off:
        draft = stray.convert_stray(draft, simplified)
    return OneScript(draft, simplified, folded, script)


def _take_fields(
    draft: Draft, known: Mapping[str, str], rules_off: Collection[str]
) -> tuple[Draft, dict[str, str]]:
    if not draft.text:
        return draft, dict(known)
    lines = draft.lines
    found = residue.match_lines(lines, rules_off)
    found = read_fields(lines, found, known, rules_off)
    if len(found.taken) == len(lines):
        found = Found({}, found.values)
    draft = residue.strip_pieces(take_lines(draft, found.taken, found.rules), rules_off)
    draft, signed = _take_byline(draft, rules_off)
    values = dict(known) | {k: v for k, v in found.values.items() if k not in known}
    values |= {k: v for k, v in signed.items() if "author" not in values}
    if residue.TITLE_TAIL not in rules_off:
        draft = residue.strip_title_tail(draft, values.get("title"))
    if "date" not in values or "issuer" not in values:
        last = signature.signature(draft.lines)
        values |= {k: v for k, v in last.items() if k not in values}
    if "source" not in values or "author" not in values:
        first = signature.dateline(draft.lines[:3])
        values |= {k: v for k, v in first.items() if k not in values}
    return draft, values


def _take_byline(draft: Draft, rules_off: Collection[str]) -> tuple[Draft, dict[str, str]]:
    start, signed = signature.byline(draft.text[-NEAR_END:])
    if not signed or BYLINE in rules_off or labels.STEP in rules_off:
        return draft, signed
    end = len(draft.text)
    change = Change(end - min(end, NEAR_END) + start, end, rule=BYLINE)
    return draft.change(labels.STEP, [change]), signed
