"""Numbers that rule rather than report: cases, limits and offers differ and repeat anyhow."""

from __future__ import annotations

import re
from functools import cache

import numpy as np

from analysis.corpus.corpus import Corpus
from analysis.lexicon.consistency import Members, load_check_words
from analysis.tables.consistency.reading import folded_texts

_ARTICLE = re.compile(r"(?:\A|\n)[\s　]*第[一二三]条")
_OPENING = 6000


def is_rule(corpus: Corpus, doc: int) -> bool:
    """Say whether a document has numbered articles."""
    segment, row = (int(column[doc]) for column in corpus.layout.places)
    firsts = corpus.layout.segments[segment].texts["firsts"]
    size = int(firsts[row + 1] - firsts[row]) - 1
    columns = (np.asarray([value]) for value in (doc, 0, min(size, _OPENING)))
    return _ARTICLE.search(folded_texts(corpus, *columns)[0]) is not None


@cache
def norm_words() -> re.Pattern[str]:
    """Return what tells a norm or an offer."""
    return pattern_of(load_check_words().norm)


def pattern_of(words: Members) -> re.Pattern[str]:
    """Return a pattern of any of some words, the longest first."""
    return re.compile("|".join(map(re.escape, sorted(words, key=len, reverse=True))))
