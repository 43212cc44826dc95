"""How often the themes are named, and in which words."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
import numpy.typing as npt
import pandas as pd

from analysis.corpus.corpus import Corpus
from analysis.corpus.counts import Parts, divide, part_sizes
from analysis.corpus.select import Grouping, Mask
from analysis.errors import UnknownNameError
from analysis.schema import THEME_TERMS, THEMES

TOP_TERMS = 5
Ints = npt.NDArray[np.int64]


class _Hits(NamedTuple):
    """Theme hits of the mask: row in ``corpus.theme_hits``, theme, and the part it lies in."""

    rows: Ints
    themes: Ints
    parts: Ints


def theme_table(corpus: Corpus, mask: Mask, *, grouping: Grouping | None = None) -> pd.DataFrame:
    """Count the themes in the sentences of a mask.

    Returns
    -------
    pandas.DataFrame
        Columns of ``schema.THEMES``: a row for every theme and every group that has text in the
        mask, zeros among them, in the order of the themes, then of the groups (null without
        grouping). ``per_10k_characters`` is of the group. ``top_terms`` are the most frequent
        words, ``{term, n}``, at most five, ties by term.
    """
    parts = divide(corpus, mask, grouping)
    hits = _hits(corpus, parts)
    groups = parts.group[hits.parts]
    shape = (len(corpus.themes), parts.n_groups)
    n = np.bincount(hits.themes * shape[1] + groups, minlength=shape[0] * shape[1]).reshape(shape)
    documents = _documents(hits, parts, shape)
    characters = np.bincount(
        parts.group, weights=part_sizes(corpus, parts)[1], minlength=parts.n_groups
    )
    tops = _top_terms(corpus, hits, groups)
    labels = (None,) if grouping is None else grouping.labels
    return THEMES.rows(
        [
            {
                "theme": theme.key,
                "group": labels[group],
                "n": int(n[code, group]),
                "per_10k_characters": n[code, group] * 10_000 / max(characters[group], 1),
                "documents": int(documents[code, group]),
                "top_terms": tops.get((code, group), []),
            }
            for code, theme in enumerate(corpus.themes)
            for group in np.unique(parts.group).tolist()
        ]
    )


def theme_terms(
    corpus: Corpus, mask: Mask, theme_key: str, *, grouping: Grouping | None = None
) -> pd.DataFrame:
    """Count the words in which one theme is named.

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
    parts = divide(corpus, mask, grouping)
    hits = _hits(corpus, parts)
    chosen = hits.themes == code
    terms, words = corpus.theme_hit_terms
    keys = zip(
        parts.group[hits.parts[chosen]].tolist(),
        words[hits.rows[chosen]].tolist(),
        parts.document[hits.parts[chosen]].tolist(),
        strict=True,
    )
    counts: dict[tuple[int, int], list[int]] = {}
    for group, word, document in keys:
        counts.setdefault((group, word), []).append(document)
    labels = (None,) if grouping is None else grouping.labels
    rows = sorted(
        (group, -len(documents), terms[word], len(set(documents)))
        for (group, word), documents in counts.items()
    )
    return THEME_TERMS.rows(
        [
            {"term": term, "group": labels[group], "n": -less, "documents": documents}
            for group, less, term, documents in rows
        ]
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


def _hits(corpus: Corpus, parts: Parts) -> _Hits:
    owners = parts.of_sentence[corpus.theme_hits["sentence"].to_numpy()]
    rows = np.flatnonzero(owners >= 0)
    themes = corpus.theme_hits["theme"].to_numpy(dtype=np.int64)[rows]
    return _Hits(rows, themes, owners[rows].astype(np.int64))


def _documents(hits: _Hits, parts: Parts, shape: tuple[int, int]) -> Ints:
    """Return in how many documents of each group each theme is named."""
    n_parts = max(len(parts.group), 1)
    pairs = np.unique(hits.themes * n_parts + hits.parts)
    keys = pairs // n_parts * shape[1] + parts.group[pairs % n_parts]
    return np.bincount(keys, minlength=shape[0] * shape[1]).reshape(shape)


def _top_terms(
    corpus: Corpus, hits: _Hits, groups: Ints
) -> dict[tuple[int, int], list[dict[str, object]]]:
    """Return the most frequent words of each theme in each group."""
    terms, words = corpus.theme_hit_terms
    size = max(len(terms), 1)
    n_groups = int(groups.max(initial=0)) + 1
    keys = (hits.themes * n_groups + groups) * size + words[hits.rows]
    found, counts = np.unique(keys, return_counts=True)
    ranked = sorted(
        (key // size, -n, terms[key % size])
        for key, n in zip(found.tolist(), counts.tolist(), strict=True)
    )
    tops: dict[tuple[int, int], list[dict[str, object]]] = {}
    for pair, less, term in ranked:
        rows = tops.setdefault((pair // n_groups, pair % n_groups), [])
        if len(rows) < TOP_TERMS:
            rows.append({"term": term, "n": -less})
    return tops
