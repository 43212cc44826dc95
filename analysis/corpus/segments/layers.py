"""The layers of a batch as arrays: words, names, themes; the counts have a module of their own.

Rows and codes are those of the batch. A place counts the characters of all documents of the
segment; ``start`` and ``end`` count those of one document.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from analysis.corpus.segments.arrays import Array, Arrays, pack_codes, pack_strings
from analysis.corpus.segments.batch import NameLayer
from analysis.corpus.segments.ranks import pack_ranks
from analysis.corpus.segments.texts import decoded, written
from analysis.corpus.segments.words import Codes, Columns, WordLayer
from analysis.schema import CORPUS_FACTS

CODED = tuple(column.name for column in CORPUS_FACTS.columns if column.type == "str")
"""The columns of facts that hold one of few strings each."""


def pack_words(layer: WordLayer, texts: Arrays) -> dict[str, Array]:
    """Return sentences and tokens as arrays.

    The tokens of sentence ``i`` are those from ``token_firsts[i]`` to ``token_firsts[i + 1]``.
    """
    sentences, tokens = layer.sentences, layer.tokens
    firsts, size = texts["firsts"], int(texts["firsts"][-1])
    n_sentences = len(sentences["doc"])
    sentence_places = firsts[sentences["doc"]] + sentences["start"]
    token_places = firsts[tokens["doc"]] + tokens["start"]
    tags = np.zeros(len(layer.terms), dtype=np.int16)
    tags[tokens["term"]] = tokens["tag"]
    return {
        **{f"sentence_{name}": column for name, column in sentences.items()},
        "sentence_places": sentence_places.astype(np.uint32),
        "token_places": token_places.astype(np.uint32),
        "token_terms": tokens["term"].astype(np.int32),
        "token_firsts": np.searchsorted(tokens["sentence"], np.arange(n_sentences + 1)).astype(
            np.int32
        ),
        **pack_ranks("sentence", sentence_places, size),
        **pack_ranks("token", token_places, size),
        "term_tags": tags,
        "term_lengths": np.fromiter(map(len, layer.terms), np.int32, len(layer.terms)),
        **pack_strings("terms", layer.terms),
        **pack_strings("tags", layer.tags),
    }


def pack_names(layer: NameLayer, sentences: Columns, texts: Arrays) -> dict[str, Array]:
    """Return organisations and what hangs on them as arrays.

    A portion is what one document says about one organisation, or about none: the sentences that
    ``sentence_portion`` gives the same number. Portions are numbered by document, then by
    organisation, those about none first. ``mention_form`` codes the names of organisations as the
    documents write them.
    """
    owners = layer.owners["organisation"]
    size = len(layer.organisations) + 1
    keys = sentences["doc"].astype(np.int64) * size + (owners + 1)
    portions, numbers = np.unique(keys, return_inverse=True)
    rows = {organisation.canonical: row for row, organisation in enumerate(layer.organisations)}
    main = [[rows[name] for name in names] for names in layer.main]
    arrays: dict[str, Array] = {
        "sentence_organisation": owners,
        **pack_codes("sentence_reason", layer.owners["reason"]),
        **pack_codes("sentence_confidence", layer.owners["confidence"]),
        "sentence_portion": numbers.astype(np.int32),
        "portion_doc": (portions // size).astype(np.int32),
        "portion_organisation": (portions % size - 1).astype(np.int32),
        **{f"mention_{name}": column for name, column in layer.mentions.items()},
        **{f"fact_{n}": column for n, column in layer.facts.items() if n not in CODED},
        "main_firsts": _firsts([len(names) for names in main]),
        "main_organisations": np.asarray([row for names in main for row in names], dtype=np.int32),
        **_forms(layer.mentions, texts),
        "alias_firsts": _firsts([len(o.aliases) for o in layer.organisations]),
        **pack_strings("aliases", [a for o in layer.organisations for a in o.aliases]),
    }
    for name in CODED:
        arrays |= pack_codes(f"fact_{name}", layer.facts[name])
    for name in ("canonical", "short", "kind", "parent"):
        arrays |= pack_strings(name, [getattr(o, name) for o in layer.organisations])
    return arrays


def pack_themes(hits: Columns, texts: Arrays) -> dict[str, Array]:
    """Return theme hits as arrays; ``hit_term`` codes the folded strings that name themes."""
    terms = Codes()
    codes = terms.of(_pieces(decoded(texts["characters"]), hits, texts["firsts"]))
    return {
        **{f"hit_{name}": column for name, column in hits.items()},
        "hit_term": codes,
        **pack_strings("hit_terms", terms),
    }


def _forms(mentions: Columns, texts: Arrays) -> dict[str, Array]:
    text = written(texts, 0, len(texts["characters"]))
    forms = Codes()
    codes = forms.of(_pieces(text, mentions, texts["firsts"]))
    return {"mention_form": codes, **pack_strings("mention_forms", forms)}


def _pieces(text: str, places: Columns, firsts: Array) -> list[str]:
    starts = firsts[places["doc"]] + places["start"]
    ends = firsts[places["doc"]] + places["end"]
    return [text[a:b] for a, b in zip(starts.tolist(), ends.tolist(), strict=True)]


def _firsts(sizes: Sequence[int]) -> Array:
    return np.concatenate([[0], np.cumsum(np.asarray(sizes, dtype=np.int64))]).astype(np.int64)
