"""What a change would do to the counts, before anybody makes it: a theme rewritten, words added."""

from __future__ import annotations

from dataclasses import replace
from typing import NamedTuple

import numpy as np
import pandas as pd

from analysis.annotate.themes import ThemeMatcher
from analysis.corpus.build import build_corpus
from analysis.corpus.corpus import Corpus
from analysis.corpus.select import Mask
from analysis.schema import HITS, WORD_CHANGES, Settings, Theme
from analysis.tables.keyness import term_counts


class ThemeTrial(NamedTuple):
    """Where a theme would be named, and how that differs from where it is named now."""

    hits: pd.DataFrame
    """Columns of ``schema.HITS``, in text order."""
    terms: pd.DataFrame
    """Columns of ``schema.WORD_CHANGES``: hits by word, now and then."""


def try_theme(corpus: Corpus, mask: Mask, theme: Theme) -> ThemeTrial:
    """Find a theme in the sentences of a mask as if it were part of the corpus.

    Parameters
    ----------
    theme
        Compared with the theme of the corpus that has the same key, if there is one.

    Returns
    -------
    ThemeTrial
        Words of the terms table: the largest change first, ties by term; words that neither has
        are left out.
    """
    matcher = ThemeMatcher([theme])
    places = [
        (doc, hit.start, hit.end)
        for doc, document in enumerate(corpus.documents)
        for hit in matcher.find(document.folded)
    ]
    docs, starts, ends = np.asarray(places, dtype=np.int64).reshape(-1, 3).T
    sentences = corpus.sentences_at(docs, starts)
    kept = mask[sentences]
    found = HITS.frame({"doc": docs, "sentence": sentences, "start": starts, "end": ends})[kept]
    hits = found.reset_index(drop=True)
    return ThemeTrial(hits, _changes(_words_now(corpus, mask, theme.key), _words(corpus, hits)))


def try_words(corpus: Corpus, settings: Settings) -> pd.DataFrame:
    """Cut the whole corpus under other settings and compare how often each word then stands.

    Nothing is stored. Only words whose counts differ have a row.

    Returns
    -------
    pandas.DataFrame
        Columns of ``schema.WORD_CHANGES``: the largest change first, ties by term.
    """
    other = build_corpus(corpus.documents, replace(settings, themes=()))
    everything = np.ones(len(corpus.sentences), dtype=bool)
    before = dict(zip(corpus.terms, term_counts(corpus, everything).n.tolist(), strict=True))
    everything = np.ones(len(other.sentences), dtype=bool)
    after = dict(zip(other.terms, term_counts(other, everything).n.tolist(), strict=True))
    return _changes(before, after, unchanged=False)


def _words_now(corpus: Corpus, mask: Mask, key: str) -> dict[str, int]:
    rows = [row for row, theme in enumerate(corpus.themes) if theme.key == key]
    hits = corpus.theme_hits
    kept = np.isin(hits.values("theme"), rows) & mask[hits.values("sentence")]
    return _words(corpus, hits.take(kept))


def _words(corpus: Corpus, places: pd.DataFrame) -> dict[str, int]:
    words: dict[str, int] = {}
    for doc, start, end in places[["doc", "start", "end"]].to_numpy().tolist():
        word = corpus.documents[doc].folded[start:end]
        words[word] = words.get(word, 0) + 1
    return words


def _changes(
    before: dict[str, int], after: dict[str, int], *, unchanged: bool = True
) -> pd.DataFrame:
    rows = [(word, before.get(word, 0), after.get(word, 0)) for word in {**before, **after}]
    rows = [row for row in rows if unchanged or row[1] != row[2]]
    rows.sort(key=lambda row: (-abs(row[2] - row[1]), -row[2], row[0]))
    return WORD_CHANGES.rows(
        [{"term": term, "before": now, "after": then} for term, now, then in rows]
    )
