"""How often the themes are named, and in which words."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

import numpy as np
import numpy.typing as npt
import pandas as pd

from analysis.corpus.corpus import Corpus
from analysis.corpus.document_columns import run_starts
from analysis.corpus.loops.hits import add_owned, count_hits, mark_pairs
from analysis.corpus.select import Grouping, Mask
from analysis.errors import UnknownNameError
from analysis.schema import THEME_TERMS, THEMES
from analysis.tables.labels import page

TOP_TERMS = 5
Ints = npt.NDArray[np.int64]
Rows = npt.NDArray[np.int32]
_DENSE = 2
"""Up to so many numbers a hit are counted in one array instead of being sorted."""


class _Hits(NamedTuple):
    """Theme hits of a mask, shape ``(n,)`` each."""

    themes: Ints
    groups: Ints
    docs: Rows
    words: Rows


class _Groups(NamedTuple):
    """The groups that a table shows, numbered anew from 0."""

    labels: tuple[str | None, ...]
    codes: Ints
    """For every code of the grouping its number, or -1; the last place is that of no group."""
    characters: Ints
    """Of each group, in the mask."""


def theme_table(
    corpus: Corpus,
    mask: Mask,
    *,
    grouping: Grouping | None = None,
    groups: Sequence[str] | None = None,
    top_terms: int = TOP_TERMS,
) -> pd.DataFrame:
    """Count the themes in the sentences of a mask.

    Parameters
    ----------
    groups
        Only these labels of the grouping; all of them without it.
    top_terms
        Words listed for each theme and group; 0 is quickest.

    Returns
    -------
    pandas.DataFrame
        Columns of ``schema.THEMES``: a row for every theme and every group that has text in the
        mask, zeros among them, in the order of the themes, then of the groups (null without
        grouping). ``per_10k_characters`` is of the group. ``top_terms`` are the most frequent
        words, ``{term, n}``, ties by term.
    """
    shown = _groups(corpus, mask, grouping, groups)
    shape = (len(corpus.themes), len(shown.labels))
    counts = _counts(corpus, mask, grouping, shown)
    lists = np.empty(shape[0] * shape[1], dtype=object)
    lists[:] = _top_terms(counts, shape, top_terms)
    characters = np.tile(np.maximum(shown.characters, 1), shape[0])
    return THEMES.frame(
        {
            "theme": np.repeat([theme.key for theme in corpus.themes], shape[1]),
            "group": list(shown.labels) * shape[0],
            "n": counts.n,
            "per_10k_characters": counts.n * 10_000 / characters,
            "documents": counts.documents,
            "top_terms": lists,
        }
    )


def theme_terms(
    corpus: Corpus,
    mask: Mask,
    theme_key: str,
    *,
    grouping: Grouping | None = None,
    offset: int = 0,
    limit: int | None = None,
) -> pd.DataFrame:
    """Count the words in which one theme is named.

    Parameters
    ----------
    offset, limit
        Which rows of the table, counted from 0; all from ``offset`` on without a limit.

    Returns
    -------
    pandas.DataFrame
        Columns of ``schema.THEME_TERMS``, groups in their order, within them the most frequent
        word first, ties by term; words that do not occur have no row.

    Raises
    ------
    UnknownNameError
        The corpus has no such theme.
    """
    code = theme_row(corpus, theme_key)
    shown = _groups(corpus, mask, grouping, None)
    hits = _hits(corpus, mask, grouping, shown)
    chosen = hits.themes == code
    terms, ranks = _ranked_terms(corpus)
    size = max(len(terms), 1)
    pairs = (hits.groups * size + hits.words)[chosen]
    keys, n = _count(pairs, len(shown.labels) * size)
    places = np.searchsorted(keys, pairs)
    n_docs = corpus.layout.n_documents
    found, _ = _count(places * n_docs + hits.docs[chosen], len(keys) * n_docs)
    documents = np.bincount(found // n_docs, minlength=len(keys))
    order = np.lexsort((ranks[keys % size], -n, keys // size))[page(offset, limit)]
    labels = np.asarray(shown.labels, dtype=object)
    return THEME_TERMS.frame(
        {
            "term": terms[keys[order] % size],
            "group": labels[keys[order] // size],
            "n": n[order],
            "documents": documents[order],
        }
    )


def theme_row(corpus: Corpus, theme_key: str) -> int:
    """Return the position of a theme.

    Raises
    ------
    UnknownNameError
        The corpus has no such theme.
    """
    keys = [theme.key for theme in corpus.themes]
    if theme_key not in keys:
        message = f"没有名为“{theme_key}”的主题；有：{'、'.join(keys)}"
        raise UnknownNameError(message, code="unknown_theme", name=theme_key, choices=keys)
    return keys.index(theme_key)


def _groups(
    corpus: Corpus, mask: Mask, grouping: Grouping | None, wanted: Sequence[str] | None
) -> _Groups:
    """Return the groups that have text in a mask, in their order."""
    if grouping is None:
        some, characters = int(mask.any()), corpus.sentences.values("characters")
        amount = np.asarray([characters.sum(where=mask)] * some, dtype=np.int64)
        return _Groups((None,) * some, np.zeros(1, dtype=np.int64), amount)
    size = len(grouping.labels)
    # The last place is that of no group.
    sums, times = np.zeros((2, size + 1), dtype=np.int64)
    amounts = corpus.sentences.values("characters")
    add_owned.over(len(mask))(mask.view(np.uint8), grouping.codes, amounts, sums, times)
    present = times[:-1] > 0
    if wanted is not None:
        asked = set(wanted)
        present &= np.asarray([label in asked for label in grouping.labels], dtype=bool)
    kept = np.flatnonzero(present)
    codes = np.full(size + 1, -1)
    codes[kept] = np.arange(len(kept))
    labels = tuple(grouping.labels[code] for code in kept.tolist())
    return _Groups(labels, codes, sums[kept])


def _hits(corpus: Corpus, mask: Mask, grouping: Grouping | None, shown: _Groups) -> _Hits:
    sentences = corpus.theme_hits.values("sentence")
    rows: slice | Ints = slice(None) if mask.all() else np.flatnonzero(mask[sentences])
    sentences = sentences[rows]
    groups = np.zeros(len(sentences), dtype=np.int64)
    themes, docs = (corpus.theme_hits.values(name)[rows] for name in ("theme", "doc"))
    words = corpus.theme_hit_terms[1][rows]
    if grouping is not None:
        groups = shown.codes[grouping.codes[sentences]]
        inside = groups >= 0
        if not inside.all():
            themes, groups, docs, words = (c[inside] for c in (themes, groups, docs, words))
    return _Hits(themes.astype(np.int64), groups, docs, words)


class _Counts(NamedTuple):
    """Hits of a mask by theme, then group; shape ``(n_themes * n_groups,)``."""

    n: Ints
    documents: Ints
    keys: Ints
    """For each hit a number for its theme, group and word, in this order."""
    words: Sequence[npt.NDArray[np.object_]]
    """For each theme the words that name it anywhere, ascending."""


def _counts(corpus: Corpus, mask: Mask, grouping: Grouping | None, shown: _Groups) -> _Counts:
    terms, ranks = _ranked_terms(corpus)
    themes, docs, sentences = (corpus.theme_hits.values(name) for name in _COLUMNS)
    words, shape = corpus.theme_hit_terms[1], (len(corpus.themes), max(len(terms), 1))
    there = np.zeros(shape[0] * shape[1], dtype=np.uint8)
    mark_pairs.over(len(words))(themes, words, shape[1], there)
    named = there.reshape(shape)[:, np.argsort(ranks)] if len(terms) else there.reshape(shape)
    widths = named.sum(axis=1, dtype=np.int64)
    n_groups = len(shown.labels)
    before = (np.cumsum(widths) - widths) * n_groups
    starts = before[:, None] + np.cumsum(named, axis=1, dtype=np.int64) - 1
    starts = starts[:, ranks].ravel() if len(terms) else starts.ravel()
    n, documents = np.zeros((2, shape[0] * n_groups), dtype=np.int64)
    latest, size = np.full(len(n), -1, dtype=np.int32), np.zeros(1, dtype=np.int64)
    keys = np.empty(len(words), dtype=np.int64)
    codes = np.zeros(len(mask), dtype=np.int32) if grouping is None else grouping.codes
    hits = themes, words, docs, sentences, mask.view(np.uint8), codes, shown.codes
    pairs = starts, widths, shape[1], n_groups
    count_hits.over(len(words))(*hits, *pairs, n, documents, latest, keys, size)
    names = np.sort(terms)
    return _Counts(
        n, documents, keys[: int(size[0])], [names[row[: len(names)] > 0] for row in named]
    )


_COLUMNS = ("theme", "doc", "sentence")


def _top_terms(
    counts: _Counts, shape: tuple[int, int], limit: int
) -> list[list[dict[str, object]]]:
    """Return the most frequent words of each theme in each group, by theme, then group."""
    size = shape[0] * shape[1]
    if not limit or not len(counts.keys):
        return [[] for _ in range(size)]
    widths = np.asarray([len(words) for words in counts.words])
    before = np.cumsum(widths) - widths
    found, n = _count(counts.keys, int(widths.sum()) * shape[1])
    themes = np.searchsorted(before * shape[1], found, side="right") - 1
    # A theme without words has no numbers: the theme found is the last that begins there.
    groups, places = np.divmod(found - before[themes] * shape[1], widths[themes])
    cells = themes * shape[1] + groups
    # By cell, then the most frequent first; words of one cell stand in their order already.
    most = int(n.max())
    order = np.argsort(cells * (most + 1) + (most - n), kind="stable")
    firsts = np.searchsorted(cells, np.arange(size + 1))
    # How many words of its cell stand before each: the cells ascend.
    kept = np.arange(len(order)) - firsts[cells] < limit
    order = order[kept]
    words = np.concatenate(counts.words)[before[themes[order]] + places[order]].tolist()
    tops: list[dict[str, object]] = [
        {"term": term, "n": count} for term, count in zip(words, n[order].tolist(), strict=True)
    ]
    borders = np.searchsorted(cells[kept], np.arange(size + 1)).tolist()
    return [tops[first:stop] for first, stop in pairwise(borders)]


def _ranked_terms(corpus: Corpus) -> tuple[npt.NDArray[np.object_], Ints]:
    """Return the words that name themes, and for each its place in ascending order."""
    terms = np.asarray(corpus.theme_hit_terms[0], dtype=object)
    return terms, np.argsort(np.argsort(terms, kind="stable"), kind="stable")


def _count(keys: Ints, size: int) -> tuple[Ints, Ints]:
    """Return the different keys below ``size``, ascending, and how often each occurs."""
    if size <= _DENSE * len(keys):
        counts = np.bincount(keys, minlength=size)
        found = np.flatnonzero(counts)
        return found, counts[found]
    ordered = np.sort(keys)
    firsts = run_starts(ordered)
    return ordered[firsts], np.diff(firsts, append=len(ordered))
