"""The order of documents as pieces of segments: taken out, put in place, moved elsewhere."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

import numpy as np

from analysis.corpus.layout import Layout, Piece
from analysis.corpus.storage.manifest import Manifest


def without_rows(pieces: Iterable[Piece], rows: Iterable[int]) -> list[Piece]:
    """Return the pieces of the documents that are left when some rows are taken out."""
    gone = sorted(set(rows))
    left, row = [], 0
    for piece in pieces:
        size = piece.stop - piece.first
        here = gone[bisect_left(gone, row) : bisect_left(gone, row + size)]
        cuts = [piece.first, *(piece.first + at - row for at in here)]
        firsts = [cuts[0], *(cut + 1 for cut in cuts[1:])]
        stops = [*cuts[1:], piece.stop]
        left += [Piece(piece.segment, *cut) for cut in zip(firsts, stops, strict=True)]
        row += size
    return [piece for piece in left if piece.stop > piece.first]


def with_other(pieces: Sequence[Piece], row: int, other: Piece) -> list[Piece]:
    """Return the pieces with another document in the place of a row."""
    first = 0
    for number, piece in enumerate(pieces):
        at = piece.first + row - first
        if at < piece.stop:
            before, behind = piece._replace(stop=at), piece._replace(first=at + 1)
            divided = [part for part in (before, other, behind) if part.stop > part.first]
            return [*pieces[:number], *divided, *pieces[number + 1 :]]
        first += piece.stop - piece.first
    raise IndexError(row)


def chosen(pieces: Sequence[Piece], run: Sequence[int]) -> list[Piece]:
    """Return the pieces of a run of segments, in order; segments by their place in the run."""
    places = {segment: place for place, segment in enumerate(run)}
    return [p._replace(segment=places[p.segment]) for p in pieces if p.segment in places]


def moved(pieces: Sequence[Piece], targets: Mapping[int, int]) -> list[Piece]:
    """Return the pieces after segments were put together; the order of documents stays.

    Parameters
    ----------
    targets
        For each segment that was put together with others, or written anew, the number of what it
        became part of. The documents of that stand in the order of the corpus.
    """
    after: list[Piece] = []
    sizes = dict.fromkeys(targets.values(), 0)
    for piece in pieces:
        if piece.segment in targets:
            target = targets[piece.segment]
            first = sizes[target]
            sizes[target] += piece.stop - piece.first
            piece = Piece(target, first, sizes[target])  # noqa: PLW2901 - the same documents
        if after and (after[-1].segment, after[-1].stop) == piece[:2]:
            after[-1] = after[-1]._replace(stop=piece.stop)
        else:
            after.append(piece)
    return after


def kept_sizes(manifest: Manifest, layout: Layout) -> tuple[int, int]:
    """Return the characters and the tokens of the documents of a corpus.

    Only segments of which documents were removed are looked at.
    """
    kept = defaultdict[int, list[Piece]](list)
    for piece in manifest.pieces:
        kept[piece.segment].append(piece)
    characters = tokens = 0
    for number, pieces in kept.items():
        stored = manifest.segments[number]
        if sum(piece.stop - piece.first for piece in pieces) == stored.documents:
            characters, tokens = characters + stored.characters, tokens + stored.tokens
            continue
        words = layout.segments[number].words
        for piece in pieces:
            first, stop = np.searchsorted(words["sentence_doc"], piece[1:]).tolist()
            characters += int(words["sentence_characters"][first:stop].sum())
            tokens += int(words["token_firsts"][stop] - words["token_firsts"][first])
    return characters, tokens
