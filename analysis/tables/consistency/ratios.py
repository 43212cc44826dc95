"""三次产业结构为4.0∶37.7∶58.3: do the parts of the whole make 100."""

from __future__ import annotations

import re

import numpy as np

from analysis.corpus.corpus import Corpus
from analysis.corpus.search import find_string
from analysis.corpus.select import Mask
from analysis.tables.consistency.amounts import Amount, total
from analysis.tables.consistency.hints import Hint, Place
from analysis.tables.consistency.reading import document_sizes, folded_texts
from analysis.tables.consistency.shares import ALL, SHARE

_NAME = "三次产业"
_REACH = 60
_SIGN = r" ?[:：∶﹕︰] ?"
_NUMBER = r"\d{1,3}(?:\.\d+)?"
_RATIO = re.compile(rf"(?<![\d.∶:：]){_NUMBER}{_SIGN}{_NUMBER}{_SIGN}{_NUMBER}(?![\d.∶:：])")
_END = re.compile(r"[。；;\n]")


def ratio_hints(corpus: Corpus, mask: Mask) -> list[Hint]:
    """Return ratios of the three sectors that are no shares of 100.

    Parameters
    ----------
    mask
        The sentences that are looked at.
    """
    docs, starts = (column.astype(np.int64) for column in find_string(corpus, _NAME))
    kept = mask[corpus.sentences_at(docs, starts)] if len(docs) else np.zeros(0, dtype=bool)
    docs, starts = docs[kept], starts[kept]
    ends = np.minimum(starts + _REACH, document_sizes(corpus, docs))
    hints = []
    texts = folded_texts(corpus, docs, starts, ends)
    for doc, start, text in zip(docs.tolist(), starts.tolist(), texts, strict=True):
        for ratio in _RATIO.finditer(_END.split(text)[0]):
            parts = re.findall(_NUMBER, ratio[0])
            if not total([_share(part) for part in parts]).agrees(Amount(ALL, ALL)):
                place = Place(doc, start + ratio.start(), start + ratio.end())
                added = round(sum(map(float, parts)), 6)
                hints.append(Hint(SHARE, place, place, (-1, -1), ALL, added, "high"))
    return hints


def _share(written: str) -> Amount:
    """Return what a share can stand for, rounded either way."""
    step = 10.0 ** -len(written.partition(".")[2])
    return Amount(float(written) - step / 2, float(written) + step / 2)
