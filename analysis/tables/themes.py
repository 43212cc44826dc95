"""How often the themes are named, and in which words."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
import numpy.typing as npt
import pandas as pd

from analysis.corpus.corpus import Corpus
from analysis.corpus.select import Grouping, Mask
from analysis.errors import UnknownNameError
from analysis.schema import THEME_TERMS, THEMES
from analysis.tables.labels import page

TOP_TERMS = 5
Ints = npt.NDArray[np.int64]
Rows = npt.NDArray[np.int32]
_DENSE = 8
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
    hits = _hits(corpus, mask, grouping, shown)
    shape = (len(corpus.themes), len(shown.labels))
    n = np.bincount(hits.themes * shape[1] + hits.groups, minlength=shape[0] * shape[1])
    lists = np.empty(shape[0] * shape[1], dtype=object)
    lists[:] = _top_terms(corpus, hits, shape, top_terms)
    characters = np.tile(np.maximum(shown.characters, 1), shape[0])
    return THEMES.frame(
        {
            "theme": np.repeat([theme.key for theme in corpus.themes], shape[1]),
            "group": list(shown.labels) * shape[0],
            "n": n,
            "per_10k_characters": n * 10_000 / characters,
            "documents": _documents(corpus, hits, shape),
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
    inside = slice(None) if mask.all() else mask
    characters = corpus.sentences.values("characters")[inside]
    if grouping is None:
        some = int(mask.any())
        amount = np.asarray([characters.sum()] * some, dtype=np.int64)
        return _Groups((None,) * some, np.zeros(1, dtype=np.int64), amount)
    size = len(grouping.labels)
    # The first place is that of no group; float64 holds every sum of characters exactly.
    owners = np.add(grouping.codes[inside], 1, dtype=np.int64)
    amounts = np.bincount(owners, characters, minlength=size + 1)[1:]
    present = np.zeros(size + 1, dtype=bool)
    present[owners] = True
    present = present[1:]
    if wanted is not None:
        asked = set(wanted)
        present &= np.asarray([label in asked for label in grouping.labels], dtype=bool)
    kept = np.flatnonzero(present)
    codes = np.full(size + 1, -1)
    codes[kept] = np.arange(len(kept))
    labels = tuple(grouping.labels[code] for code in kept.tolist())
    return _Groups(labels, codes, amounts[kept].astype(np.int64))


def _hits(corpus: Corpus, mask: Mask, grouping: Grouping | None, shown: _Groups) -> _Hits:
    sentences = corpus.theme_hits.values("sentence")
    rows = np.flatnonzero(mask[sentences])
    groups = np.zeros(len(rows), dtype=np.int64)
    if grouping is not None:
        groups = shown.codes[grouping.codes[sentences[rows]]]
        inside = groups >= 0
        if not inside.all():
            rows, groups = rows[inside], groups[inside]
    themes = corpus.theme_hits.values("theme")[rows].astype(np.int64)
    docs = corpus.theme_hits.values("doc")[rows]
    return _Hits(themes, groups, docs, corpus.theme_hit_terms[1][rows])


def _documents(corpus: Corpus, hits: _Hits, shape: tuple[int, int]) -> Ints:
    """Return in how many documents each theme is named in each group, by theme, then group."""
    n_docs = corpus.layout.n_documents
    size = shape[0] * shape[1]
    pairs, _ = _count((hits.themes * shape[1] + hits.groups) * n_docs + hits.docs, size * n_docs)
    return np.bincount(pairs // n_docs, minlength=size)


def _top_terms(
    corpus: Corpus, hits: _Hits, shape: tuple[int, int], limit: int
) -> list[list[dict[str, object]]]:
    """Return the most frequent words of each theme in each group, by theme, then group."""
    tops: list[list[dict[str, object]]] = [[] for _ in range(shape[0] * shape[1])]
    if not limit or not len(hits.words):
        return tops
    terms, ranks = _ranked_terms(corpus)
    keys = (hits.themes * shape[1] + hits.groups) * len(terms) + hits.words
    found, n = _count(keys, len(tops) * len(terms))
    cells, words = np.divmod(found, len(terms))
    order = np.lexsort((ranks[words], -n, cells))
    cells = cells[order]
    # How many words of its cell stand before each: the cells ascend.
    before = np.arange(len(order)) - np.searchsorted(cells, cells, side="left")
    kept = before < limit
    order, cells = order[kept], cells[kept]
    for cell, term, count in zip(
        cells.tolist(), terms[words[order]].tolist(), n[order].tolist(), strict=True
    ):
        tops[cell].append({"term": term, "n": count})
    return tops


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
    firsts = np.flatnonzero(np.diff(ordered, prepend=-1))
    return ordered[firsts], np.diff(firsts, append=len(ordered))
