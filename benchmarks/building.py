"""Everything from files to an indexed corpus, against only cutting and counting the same texts."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from analysis.annotate.stock import load_jieba
from analysis.corpus.build import build_corpus
from analysis.corpus.store import read_sources
from benchmarks.texts import Sample
from benchmarks.timing import Result, compared, in_turn

GOAL = "2 or more"


def measure(samples: Sequence[Sample]) -> list[Result]:
    """Time reading, cleaning, cutting, extracting and indexing together on every sample."""
    jieba = load_jieba()
    results = []
    for sample in samples:
        texts = sample.texts

        def plain(texts: list[str] = texts) -> Counter[str]:
            counter: Counter[str] = Counter()
            for text in texts:
                counter.update(jieba.lcut(text))
            return counter

        def read(sample: Sample = sample) -> object:
            return read_sources(sample.paths)

        def build(sample: Sample = sample) -> object:
            return build_corpus(sample.documents)

        def everything(sample: Sample = sample) -> object:
            return build_corpus(read_sources(sample.paths)[0])

        repeats = sample.repeats
        whole = in_turn(everything, plain, repeats=repeats)
        results += [
            compared("files to corpus, all layers", sample.label, whole, GOAL),
            compared("of it: read and clean", sample.label, in_turn(read, plain, repeats=1)),
            compared("of it: build", sample.label, in_turn(build, plain, repeats=1)),
        ]
    return results
