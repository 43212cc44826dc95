"""Cutting words: the router over rjieba against plain ``jieba.lcut``, word for word the same."""

from __future__ import annotations

from functools import partial

from analysis.annotate.segment import Segmenter
from analysis.annotate.stock import load_jieba
from analysis.lexicon.words import load_lexicon
from benchmarks.inputs import Inputs
from benchmarks.timing import Result, compared, in_turn

LEAST = 8.0
"""Times faster, which is promised."""
ABOUT = """
`Segmenter.cut` on every cleaned text; `Segmenter.pieces`, which adds offsets as arrays. Plain
are `jieba.lcut` and `jieba.tokenize` of jieba 0.42.1 on the same texts with the same user
dictionary, in turn, the best of several rounds; all dictionaries are loaded before. The words
are compared as well: all documents must be cut alike."""


def measure(inputs: Inputs) -> list[Result]:
    """Time both on every sample, dictionaries loaded, and count the texts cut alike."""
    results = []
    for name, words in (("", ()), (", with the lexicon", load_lexicon())):
        segmenter, jieba = Segmenter(words=words), load_jieba(words)
        for sample in inputs.samples:
            texts = sample.texts
            alike = sum(segmenter.cut(text) == jieba.lcut(text) for text in texts)
            what = f"words{name}; {alike} of {len(texts)} documents cut alike"
            pair = partial(_all, segmenter.cut, texts), partial(_all, jieba.lcut, texts)
            times = in_turn(*pair, repeats=sample.repeats)
            results.append(compared(what, sample.label, times, LEAST))
        what = f"words with offsets as arrays{name}"
        pair = partial(_all, segmenter.pieces, texts), partial(_offsets, jieba, texts)
        results.append(compared(what, sample.label, in_turn(*pair, repeats=sample.repeats)))
    return results


def _all(cut, texts):  # noqa: ANN001, ANN202 - any of the ways to cut
    for text in texts:
        cut(text)


def _offsets(jieba, texts):  # noqa: ANN001, ANN202 - jieba has no types
    for text in texts:
        list(jieba.tokenize(text))
