"""A text on its way through cleaning, and the list of edits that leads back to the original.

Every step states its changes against the text as it stands; the draft keeps them as edits between
original and current text. Outside the edits both are the same, so nothing can get lost: what a step
takes out is in an edit, and ``restore`` rebuilds the original from the cleaned text.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from analysis.schema import Removal

LAYOUT = "layout"
"""Step of edits that touch white space only; they are not reported."""


class Change(NamedTuple):
    """Replace ``text[start:end]`` of the current text by ``replacement``.

    ``step``: where it differs from that of the other changes; ``rule``: which of its rules held.
    """

    start: int
    end: int
    replacement: str = ""
    step: str = ""
    rule: str = ""


class Edit(NamedTuple):
    """``original[start:end]`` stands as ``text[at:until]``; ``step`` made it so, by ``rule``."""

    start: int
    end: int
    at: int
    until: int
    step: str
    rule: str = ""


_NO_EDIT = Edit(0, 0, 0, 0, "")


@dataclass(frozen=True)
class Draft:
    """Current text, original text, and the edits between them, sorted and disjoint."""

    original: str
    text: str
    edits: tuple[Edit, ...] = ()

    @classmethod
    def of(cls, text: str) -> Draft:
        """Return a draft without edits."""
        return cls(text, text)

    @cached_property
    def lines(self) -> Sequence[str]:
        """The lines of the current text: steps that change nothing hand them on."""
        return self.text.split("\n")

    def change(self, step: str, changes: Iterable[Change]) -> Draft:
        """Return the draft after ``changes``, which are sorted, disjoint and not empty spans.

        An edit that a change overlaps becomes part of it: the removal then holds the original.
        """
        text = self.text
        wanted = [c for c in changes if text[c[0] : c[1]] != c[2]]
        if not wanted:
            return self
        if not self.edits:
            first = _first_edited(self, step, wanted)
            if first:
                return first
        return _Merger(self, step).merged(wanted)

    def origin(self, offset: int) -> int:
        """Return the offset in the original of a character of the current text.

        Inside an edit: the start of the edit.
        """
        return self.origins([offset])[0]

    def origins(self, offsets: Iterable[int]) -> list[int]:
        """Return the offsets in the original of some characters; see ``origin``."""
        places = [edit.at for edit in self.edits]
        found = []
        for offset in offsets:
            row = bisect_right(places, offset) - 1
            start, end, _, until, _, _ = self.edits[row] if row >= 0 else _NO_EDIT
            found.append(start if offset < until else offset + end - until)
        return found

    def removals(self) -> tuple[Removal, ...]:
        """Return the edits as removals in text order, those of mere layout left out."""
        return tuple(
            Removal(e.step, e.at, self.original[e.start : e.end], self.text[e.at : e.until], e.rule)
            for e in self.edits
            if e.step != LAYOUT
        )


def restore(text: str, removals: Sequence[Removal]) -> str:
    """Return ``text`` with every removed piece back in its place.

    Examples
    --------
    >>> restore("工会干部", [Removal("gloss", 2, "(huì)")])
    '工会(huì)干部'
    """
    pieces, last = [], 0
    for removal in removals:
        pieces += [text[last : removal.at], removal.text]
        last = removal.at + len(removal.replacement)
    return "".join(pieces) + text[last:]


def _first_edited(draft: Draft, step: str, changes: Sequence[Change]) -> Draft | None:
    """Return a draft that has no edits after changes; ``None`` if some of them overlap."""
    text = draft.text
    pieces: list[str] = []
    edits: list[Edit] = []
    done = shift = 0
    for start, end, replacement, own_step, rule in changes:
        if start < done:
            return None
        at = start + shift
        until = at + len(replacement)
        taken = text[start:end]
        is_layout = (not taken or taken.isspace()) and not replacement.strip()
        how = (step, "") if is_layout else (own_step or step, rule)
        edits.append(Edit(start, end, at, until, *how))
        pieces += text[done:start], replacement
        done, shift = end, until - end
    return Draft(draft.original, "".join((*pieces, text[done:])), tuple(edits))


class _Cluster(NamedTuple):
    """Changes that touch, directly or through the edits they overlap."""

    low: int
    high: int
    changes: Sequence[Change]
    absorbed: Sequence[Edit]


class _Merger:
    """One pass over old edits and new changes, both in text order."""

    def __init__(self, draft: Draft, step: str) -> None:
        self.draft = draft
        self.step = step
        self.pieces: list[str] = []
        self.edits: list[Edit] = []
        self.next_edit = 0
        self.done = 0
        self.to_original = 0
        self.to_new = 0

    def merged(self, changes: Sequence[Change]) -> Draft:
        """Return the new draft: every change an edit, together with the edits it overlaps."""
        k = 0
        while k < len(changes):
            k = self._take_lone(changes, k)
            if k < len(changes):
                cluster, k = self._grown(changes, k)
                self._take(cluster)
        return self._finished()

    def _take_lone(self, changes: Sequence[Change], k: int) -> int:
        """Turn changes into edits up to one that overlaps something; return the number of that.

        Most overlap nothing, so this is one loop, without calls.
        """
        text, old, done, to_new = self.draft.text, self.draft.edits, self.done, self.to_new
        while k < len(changes):
            start, end, replacement, step, rule = changes[k]
            if self.next_edit < len(old) and old[self.next_edit].until <= start:
                self.to_new = to_new
                self._keep_until(start)
            if (self.next_edit < len(old) and old[self.next_edit].at < end) or (
                k + 1 < len(changes) and changes[k + 1][0] < end
            ):
                break
            at, by = start + to_new, self.to_original
            until = at + len(replacement)
            taken = text[start:end]
            if (not taken or taken.isspace()) and not replacement.strip():
                step = rule = ""
            self.pieces += text[done:start], replacement
            self.edits.append(Edit(start + by, end + by, at, until, step or self.step, rule))
            done, to_new = end, until - end
            k += 1
        self.done, self.to_new = done, to_new
        return k

    def _grown(self, changes: Sequence[Change], k: int) -> tuple[_Cluster, int]:
        """Return a change with all that it overlaps, and the number of the next change."""
        edits, (low, high) = self.draft.edits, changes[k][:2]
        first, first_edit, growing = k, self.next_edit, True
        k += 1
        while growing:
            growing = False
            while self.next_edit < len(edits) and edits[self.next_edit].at < high:
                high = max(high, edits[self.next_edit].until)
                self.next_edit += 1
                growing = True
            while k < len(changes) and changes[k].start < high:
                high = max(high, changes[k].end)
                k += 1
                growing = True
        absorbed = edits[first_edit : self.next_edit]
        low = min(low, absorbed[0].at) if absorbed else low
        return _Cluster(low, high, changes[first:k], absorbed), k

    def _take(self, cluster: _Cluster) -> None:
        """Turn a cluster into one edit."""
        text, absorbed = self.draft.text, cluster.absorbed
        start = cluster.low + self.to_original
        if absorbed:
            self.to_original = absorbed[-1].end - absorbed[-1].until
        end = cluster.high + self.to_original
        replacement = _apply(text, cluster)
        self.pieces += [text[self.done : cluster.low], replacement]
        self.done = cluster.high
        at = cluster.low + self.to_new
        self.to_new += len(replacement) - (cluster.high - cluster.low)
        self.edits.append(Edit(start, end, at, at + len(replacement), *self._label(cluster)))

    def _finished(self) -> Draft:
        self._keep_until(len(self.draft.text) + 1)
        text = "".join((*self.pieces, self.draft.text[self.done :]))
        return Draft(self.draft.original, text, tuple(self.edits))

    def _keep_until(self, offset: int) -> None:
        edits, first = self.draft.edits, self.next_edit
        stop, by = first, self.to_new
        while stop < len(edits) and edits[stop].until <= offset:
            stop += 1
        if stop == first:
            return
        passed = edits[first:stop]
        self.edits += (
            [Edit(s, e, a + by, u + by, step, rule) for s, e, a, u, step, rule in passed]
            if by
            else passed
        )
        self.to_original = passed[-1].end - passed[-1].until
        self.next_edit = stop

    def _label(self, cluster: _Cluster) -> tuple[str, str]:
        """Return step and rule of the edit that a cluster becomes."""
        text = self.draft.text
        for change in cluster.changes:
            if text[change.start : change.end].strip() or change.replacement.strip():
                return change.step or self.step, change.rule
        labels = [(edit.step, edit.rule) for edit in cluster.absorbed if edit.step != LAYOUT]
        return labels[0] if labels else (self.step, "")


def _apply(text: str, cluster: _Cluster) -> str:
    pieces, last = [], cluster.low
    for change in cluster.changes:
        pieces += [text[last : change.start], change.replacement]
        last = change.end
    return "".join(pieces) + text[last : cluster.high]
