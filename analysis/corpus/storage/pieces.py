"""The order of documents as pieces of segments: taken out, put in place, moved elsewhere."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from analysis.corpus.layout import Piece


def without_rows(pieces: Iterable[Piece], rows: Iterable[int]) -> list[Piece]:
    """Return the pieces of the documents that are left when some rows are taken out."""
    gone = set(rows)
    left, row = [], 0
    for piece in pieces:
        first = piece.first
        for at in range(piece.first, piece.stop):
            if row in gone:
                left.append(Piece(piece.segment, first, at))
                first = at + 1
            row += 1
        left.append(Piece(piece.segment, first, piece.stop))
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
