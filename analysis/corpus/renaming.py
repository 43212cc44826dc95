"""Organisations under other names: what was merged or renamed by hand, put over the segments.

The files keep the names that the documents gave; who opens a corpus sees those that were decided,
without anything being annotated anew.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import cached_property
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from analysis.corpus.segments.arrays import (
    Array,
    Arrays,
    known_strings,
    pack_strings,
    unpack_strings,
)
from analysis.corpus.segments.segment import Segment
from analysis.schema import Correction, Named, OrganisationMerge

Rows = npt.NDArray[np.int32]


class Target(NamedTuple):
    """What an organisation is called; where short name and kind are empty it keeps its own."""

    canonical: str
    short: str
    kind: str


def targets(corrections: Iterable[Correction]) -> dict[str, Target]:
    """Return what organisations are called after all corrections, by the names of the documents.

    Each correction holds for what is called so by then: after 甲 became 乙 and 乙 became 丙, 甲 is
    called 丙, too.
    """
    found: dict[str, Target] = {}
    for correction in corrections:
        if isinstance(correction.deed, Named):
            _rename(found, correction.deed)
    return found


def _rename(found: dict[str, Target], deed: Named) -> None:
    name = deed.into if isinstance(deed, OrganisationMerge) else deed.name
    target = Target(name, deed.short, deed.kind)
    for known, called in found.items():
        if called.canonical == deed.organisation:
            found[known] = target
    found.setdefault(deed.organisation, target)
    # Who bears the name already gets the same short name and kind.
    if found.get(name, target).canonical == name:
        found[name] = target


def renamed(segments: Sequence[Segment], corrections: Sequence[Correction]) -> tuple[Segment, ...]:
    """Return segments whose organisations are called as corrections say.

    Nothing is read yet, but for corrections that tell no short name or kind.
    """
    called = _completed(targets(corrections), segments)
    if not called:
        return tuple(segments)
    return tuple(replace(one, names=RenamedNames(one.names, called)) for one in segments)


def _completed(called: Mapping[str, Target], segments: Sequence[Segment]) -> dict[str, Target]:
    """Return targets with short name and kind of the organisation that the documents call so.

    A correction that somebody wrote by hand may lack them; what was merged would keep its own.
    """
    lacking = {target.canonical for target in called.values() if not (target.short and target.kind)}
    known: dict[str, tuple[str, str]] = {}
    for segment in segments if lacking else ():
        columns = (known_strings(segment.names, name) for name in ("canonical", "short", "kind"))
        for name, *others in zip(*columns, strict=True):
            if name in lacking:
                known.setdefault(name, (others[0], others[1]))
    return {name: _filled(target, known) for name, target in called.items()}


def _filled(target: Target, known: Mapping[str, tuple[str, str]]) -> Target:
    short, kind = known.get(target.canonical, ("", ""))
    return Target(target.canonical, target.short or short, target.kind or kind)


def documented_names(segment: Segment) -> list[str]:
    """Return the canonical names of the organisations of a segment as its documents have them."""
    names = segment.names
    original = names.original if isinstance(names, RenamedNames) else names
    return known_strings(original, "canonical")


def documented_in(segments: Sequence[Segment]) -> set[str]:
    """Return the names that documents give organisations."""
    return {name for segment in segments for name in documented_names(segment)}


class RenamedNames(Mapping[str, Array]):
    """The arrays of names of a segment, of which those differ that say what organisations are.

    Parameters
    ----------
    original
        As ``layers.pack_names`` packs them.
    called
        By canonical name; others keep theirs.
    """

    def __init__(self, original: Arrays, called: Mapping[str, Target]) -> None:
        self.original = original
        self._called = called
        self._made: dict[str, Array] = {}

    def __getitem__(self, name: str) -> Array:
        if name in self._strings:
            return self._strings[name]
        if name in _OWNERS or name in _CHIEFS:
            if name not in self._made and self._is_merged:
                self._made |= self._chiefs() if name in _CHIEFS else {name: self._owners(name)}
            return self._made.get(name, self.original[name])
        return self.original[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self.original)

    def __len__(self) -> int:
        return len(self.original)

    @cached_property
    def _canonical(self) -> list[str]:
        names = known_strings(self.original, "canonical")
        return [self._called[name].canonical if name in self._called else name for name in names]

    @cached_property
    def _strings(self) -> dict[str, Array]:
        documented = known_strings(self.original, "canonical")
        if not any(name in self._called for name in documented):
            return {}
        columns = {name: known_strings(self.original, name) for name in ("short", "kind")}
        for row, name in enumerate(documented):
            if name in self._called:
                target = self._called[name]
                columns["short"][row] = target.short or columns["short"][row]
                columns["kind"][row] = target.kind or columns["kind"][row]
        return {
            **pack_strings("canonical", self._canonical),
            **pack_strings("short", columns["short"]),
            **pack_strings("kind", columns["kind"]),
            **pack_strings("parent", self._parents()),
        }

    def _parents(self) -> list[str | None]:
        """Return what the parent of each is called; nobody belongs to itself."""
        parents: list[str | None] = []
        for row, parent in enumerate(unpack_strings(self.original, "parent")):
            called = self._called.get(parent or "")
            name = called.canonical if called else parent
            parents.append(None if name == self._canonical[row] else name)
        return parents

    @cached_property
    def _codes(self) -> Rows:
        """The first row of each name, and -1 for the row -1."""
        first: dict[str, int] = {}
        rows = [first.setdefault(name, row) for row, name in enumerate(self._canonical)]
        return np.asarray([*rows, -1], dtype=np.int32)

    @cached_property
    def _is_merged(self) -> bool:
        """Whether two organisations of the segment are called alike."""
        return len(set(self._canonical)) < len(self._canonical)

    def _owners(self, name: str) -> Array:
        owners = self.original[name]
        renumbered: Array = self._codes[owners].astype(owners.dtype)
        return renumbered

    def _chiefs(self) -> dict[str, Array]:
        """Return the chief organisations of each document, each once."""
        rows, firsts = self._owners("main_organisations").tolist(), self.original["main_firsts"]
        kept: list[int] = []
        sizes = [0]
        for first, stop in zip(firsts[:-1].tolist(), firsts[1:].tolist(), strict=True):
            kept += dict.fromkeys(rows[first:stop])
            sizes.append(len(kept))
        return {
            "main_organisations": np.asarray(kept, dtype=np.int32),
            "main_firsts": np.asarray(sizes, dtype=firsts.dtype),
        }


_OWNERS = frozenset({"mention_organisation", "sentence_organisation", "fact_organisation"})
_CHIEFS = frozenset({"main_organisations", "main_firsts"})
