"""Corpora of a few sentences, written by hand: every count in the tests can be checked by eye."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np

from analysis.corpus.build import assemble
from analysis.corpus.corpus import Corpus
from analysis.corpus.segments.batch import Batch, NameLayer
from analysis.corpus.segments.words import Columns, WordLayer
from analysis.ingest.fold import fold, simplify
from analysis.schema import (
    CORPUS_FACTS,
    MENTIONS,
    SENTENCES,
    THEME_HITS,
    TOKENS,
    Document,
    Metadata,
    Organisation,
    Settings,
    TableSpec,
    Theme,
)

ENDS = "。！？"


@dataclass(frozen=True)
class Text:
    """A document: pieces of text divided by ``|`` (each is a word), paragraphs by a line break.

    ``owners`` has a canonical name or ``None`` for each sentence; the last one holds for the rest.
    ``facts`` are ``(text, value, unit, noun, owner, kind)``.
    """

    name: str
    cut: str
    owners: Sequence[str | None] = (None,)
    facts: Sequence[tuple[str, float, str, str, str | None, str]] = ()
    metadata: Metadata = field(default_factory=Metadata)


def small_corpus(
    texts: Sequence[Text],
    *,
    organisations: Sequence[Organisation] = (),
    themes: Sequence[Theme] = (),
    duplicate_of: Sequence[int] = (),
    main: Mapping[int, tuple[int, ...]] | None = None,
) -> Corpus:
    """Lay out hand-cut texts as a corpus; names and themes are found as plain strings."""
    vocabulary: dict[str, int] = {}
    rows: dict[str, list[dict[str, object]]] = {}
    names = [organisation.canonical for organisation in organisations]
    documents = []
    for doc, text in enumerate(texts):
        documents.append(_document(doc, text))
        _add_sentences(rows, doc, documents[doc].text, [_row(names, name) for name in text.owners])
        _add_tokens(rows, doc, text.cut, vocabulary)
        _add_strings(rows, "mentions", doc, documents[doc].folded, _aliases(organisations))
        _add_strings(rows, "theme_hits", doc, documents[doc].folded, _words(themes))
        _add_facts(rows, doc, documents[doc].text, text, names)
    sentences = _columns(SENTENCES, rows.get("sentences", []))
    owned = ("organisation", "reason", "confidence")
    canonical = [organisation.canonical for organisation in organisations]
    chief = [
        tuple(canonical[row] for row in (main or {}).get(doc, ())) for doc in range(len(texts))
    ]
    batch = Batch(
        documents=tuple(documents),
        words=WordLayer(
            terms=tuple(vocabulary),
            tags=("n",),
            sentences={name: c for name, c in sentences.items() if name not in owned},
            tokens=_columns(TOKENS, rows.get("tokens", [])),
        ),
        names=NameLayer(
            by_document=(tuple(organisations), *[()] * (len(texts) - 1)),
            main=tuple(chief),
            owners={name: sentences[name] for name in owned},
            mentions=_columns(MENTIONS, rows.get("mentions", [])),
            facts=_columns(CORPUS_FACTS, rows.get("facts", [])),
        ),
        theme_hits=_columns(THEME_HITS, rows.get("theme_hits", [])),
    )
    copies = tuple(duplicate_of) or (-1,) * len(texts)
    return assemble(
        [batch],
        Settings(),
        themes=tuple(themes),
        corpus_id="small",
        duplicates=(copies, (-1,) * len(texts)),
    )


def organisation(canonical: str, *aliases: str, short: str = "") -> Organisation:
    return Organisation(canonical, short or canonical, "群团", aliases or (canonical,))


def theme(key: str, *terms: str) -> Theme:
    return Theme(key, key, key[:2], key, terms or (key,))


def _document(doc: int, text: Text) -> Document:
    body = text.cut.replace("|", "")
    return Document(
        doc_id=f"{doc:064x}",
        name=text.name,
        path="",
        text=body,
        simplified=simplify(body),
        folded=fold(body),
        metadata=text.metadata,
        removals=(),
        warnings=(),
        encoding="utf-8",
        script="simplified",
    )


def _row(names: Sequence[str], name: str | None) -> int:
    return -1 if name is None else names.index(name)


def _add_sentences(rows, doc: int, text: str, owners: Sequence[int]) -> None:
    at = n = 0
    for paragraph, line in enumerate(text.split("\n")):
        begin = at
        for position in range(at, at + len(line)):
            if text[position] in ENDS or position == at + len(line) - 1:
                owner = owners[min(n, len(owners) - 1)]
                rows.setdefault("sentences", []).append(
                    {
                        "doc": doc,
                        "paragraph": paragraph,
                        "start": begin,
                        "end": position + 1,
                        "characters": len("".join(text[begin : position + 1].split())),
                        "organisation": owner,
                        "reason": "subject" if owner >= 0 else "none",
                        "confidence": "high" if owner >= 0 else "low",
                    }
                )
                begin, n = position + 1, n + 1
        at += len(line) + 1


def _add_tokens(rows, doc: int, cut: str, vocabulary: dict[str, int]) -> None:
    at = 0
    for line in cut.split("\n"):
        for piece in line.split("|"):
            if any(sign.isalnum() for sign in piece):
                code = vocabulary.setdefault(fold(piece), len(vocabulary))
                _add(rows, "tokens", doc, (at, at + len(piece)), {"term": code, "tag": 0})
            at += len(piece)
        at += 1


def _add_strings(rows, name: str, doc: int, folded: str, words: Mapping[str, int]) -> None:
    column = "organisation" if name == "mentions" else "theme"
    at = 0
    while at < len(folded):
        found = max((word for word in words if folded.startswith(word, at)), key=len, default="")
        if found:
            _add(rows, name, doc, (at, at + len(found)), {column: words[found]})
        at += len(found) or 1


def _add_facts(rows, doc: int, body: str, text: Text, names: Sequence[str]) -> None:
    at = 0
    for written, value, unit, noun, owner, kind in text.facts:
        at = body.index(written, at)
        values = {
            "value": value,
            "high": None,
            "bound": "exact",
            "unit": unit,
            "noun": noun,
            "kind": kind,
            "organisation": _row(names, owner),
            "reason": "subject",
            "confidence": "high",
            "status": "done",
            "date": None,
        }
        _add(rows, "facts", doc, (at, at + len(written)), values)
        at += len(written)


def _add(rows, name: str, doc: int, span: tuple[int, int], values: Mapping[str, object]) -> None:
    sentences = rows["sentences"]
    row = max(
        i
        for i, sentence in enumerate(sentences)
        if (sentence["doc"], sentence["start"]) <= (doc, span[0])
    )
    place = {"doc": doc, "sentence": row, "start": span[0], "end": span[1]}
    rows.setdefault(name, []).append(place | dict(values))


def _aliases(organisations: Sequence[Organisation]) -> dict[str, int]:
    return {fold(alias): row for row, found in enumerate(organisations) for alias in found.aliases}


def _words(themes: Sequence[Theme]) -> dict[str, int]:
    return {word: row for row, found in enumerate(themes) for word in found.terms}


def _columns(spec: TableSpec, rows: Sequence[Mapping[str, object]]) -> Columns:
    types = {c.name: object if c.type == "str" else c.type for c in spec.columns}
    return {
        name: np.asarray([row[name] for row in rows], dtype=dtype) for name, dtype in types.items()
    }
