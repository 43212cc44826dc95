"""What a change would do to the counts, before anybody makes it: a theme rewritten, words added."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import NamedTuple

import numpy as np
import numpy.typing as npt
import pandas as pd

from analysis.annotate.document import settled_words
from analysis.annotate.segment import Segmenter, is_word
from analysis.corpus.corpus import Corpus
from analysis.corpus.counts import sum_terms
from analysis.corpus.search import find_string
from analysis.corpus.segments.segment import Segment
from analysis.corpus.segments.strings import find_overlapping
from analysis.corpus.select import Mask
from analysis.ingest.fold import fold
from analysis.schema import WORD_CHANGES, Document, Settings, Theme
from analysis.tables.stretches import Stretches, as_hits

Ints = npt.NDArray[np.int64]

TRIED = 2000
"""Documents that are cut for a trial."""


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
    found = as_hits(corpus, _named(corpus, mask, theme))
    return ThemeTrial(found, _changes(_words_now(corpus, mask, theme.key), _words(corpus, found)))


def _named(corpus: Corpus, mask: Mask, theme: Theme) -> Iterator[Stretches]:
    """Yield where a theme is named in a mask, as ``ThemeMatcher`` finds it in a text."""
    for number, segment, inside in corpus.layout.local(mask):
        starts, ends = _spans(segment, theme.terms)
        lefts, rights = _spans(segment, theme.exclude)
        # How far the excluded spans reach that begin at or before a place.
        reaches = np.maximum.accumulate(np.append(0, rights))
        kept = ends > reaches[np.searchsorted(lefts, starts, side="right")]
        starts, ends = _leftmost_longest(starts[kept], ends[kept])
        sentences = segment.sentences_at(starts)
        yield Stretches(number, starts, ends, sentences).only(inside[sentences])


def _spans(segment: Segment, words: Sequence[str]) -> tuple[Ints, Ints]:
    """Return start and end of every place of some words, by start, the longest first."""
    found = [(find_overlapping(segment.texts, word), len(word)) for word in set(map(fold, words))]
    none = np.zeros(0, dtype=np.int64)
    starts = np.concatenate([none, *(places for places, _ in found)])
    ends = np.concatenate([none, *(places + size for places, size in found)])
    order = np.lexsort((-ends, starts))
    return starts[order], ends[order]


def _leftmost_longest(starts: Ints, ends: Ints) -> tuple[Ints, Ints]:
    """Return spans that do not overlap: leftmost first, of those with one start the longest."""
    kept, taken = [], 0
    for row, (start, end) in enumerate(zip(starts.tolist(), ends.tolist(), strict=True)):
        if start >= taken:
            taken = end
            kept.append(row)
    rows = np.asarray(kept, dtype=np.int64)
    return starts[rows], ends[rows]


class WordTrial(NamedTuple):
    """How the counts of words would change, and how many documents that was seen in."""

    changes: pd.DataFrame
    """Columns of ``schema.WORD_CHANGES``: the largest change first, ties by term."""
    tried: int
    """Documents that were cut."""
    concerned: int
    """Documents that may change: those that hold a changed word, or all."""


def try_words(corpus: Corpus, settings: Settings) -> WordTrial:
    """Cut documents under other settings and compare how often each word then stands in them.

    Nothing is stored. Only words whose counts differ have a row. Up to ``TRIED`` documents are cut,
    evenly spread over those concerned. In a large corpus those are the documents that hold one of
    the words that differ: a new word also makes all others a little rarer, which decides between
    two ways to cut only where they were nearly equally likely. Changing the settings of the corpus
    cuts every document.
    """
    concerned = _concerned(corpus, settings)
    picked = np.unique(np.linspace(0, len(concerned) - 1, min(TRIED, len(concerned))).astype(int))
    docs = concerned[picked]
    mask = np.isin(corpus.sentences.values("doc"), docs)
    n_word = sum_terms(corpus, mask).n_word
    held = np.flatnonzero(n_word)
    before = {corpus.terms[code]: int(n_word[code]) for code in held.tolist()}
    after = _recut([corpus.documents[row] for row in docs.tolist()], settings)
    changes = _changes(before, after, unchanged=False)
    return WordTrial(changes, len(docs), len(concerned))


def _concerned(corpus: Corpus, settings: Settings) -> npt.NDArray[np.int64]:
    """Return the rows of the documents that may be cut in another way."""
    everything = np.arange(len(corpus.documents))
    old, new = set(settled_words(corpus.settings)), set(settled_words(settings))
    if len(everything) <= TRIED or corpus.settings.hmm != settings.hmm:
        return everything
    docs = [find_string(corpus, fold(word.term))[0] for word in old ^ new]
    rows: npt.NDArray[np.int64] = np.unique(np.concatenate([np.zeros(0, np.int64), *docs]))
    return rows


def _recut(documents: Sequence[Document], settings: Settings) -> dict[str, int]:
    words = settled_words(settings)
    segmenter = Segmenter(engine=settings.engine, hmm=settings.hmm, words=words)
    counts: Counter[str] = Counter()
    for document in documents:
        _, starts, ends = segmenter.pieces(document.simplified)
        places = zip(starts.tolist(), ends.tolist(), strict=True)
        counts.update([document.folded[start:end] for start, end in places])
    return {term: n for term, n in counts.items() if is_word(term)}


def _words_now(corpus: Corpus, mask: Mask, key: str) -> dict[str, int]:
    rows = [row for row, theme in enumerate(corpus.themes) if theme.key == key]
    hits = corpus.theme_hits
    kept = np.isin(hits.values("theme"), rows) & mask[hits.values("sentence")]
    words, codes = corpus.theme_hit_terms
    n = np.bincount(codes[kept], minlength=len(words))
    return {words[code]: int(n[code]) for code in np.flatnonzero(n).tolist()}


def _words(corpus: Corpus, places: pd.DataFrame) -> dict[str, int]:
    words: dict[str, int] = {}
    for doc, start, end in places[["doc", "start", "end"]].to_numpy().tolist():
        word = corpus.folded(doc, start, end)
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
