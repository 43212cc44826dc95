"""From documents to one corpus: invariants of its frames, duplicates, names, progress."""

from __future__ import annotations

import numpy as np
import pytest

from analysis.annotate.segment import is_word
from analysis.corpus.build import assemble, build_corpus, with_distinct_names
from analysis.corpus.corpus import Corpus
from analysis.corpus.segments.batch import process
from analysis.corpus.segments.join import join, keep
from analysis.errors import EmptyCorpusError
from analysis.ingest.documents import read_pasted
from analysis.schema import (
    CORPUS_FACTS,
    MENTIONS,
    SENTENCES,
    THEME_HITS,
    TOKENS,
    Document,
    Settings,
)
from tests.analysis.corpus.conftest import loaded
from tests.analysis.corpus.equality import assert_same


def test_frames_have_their_columns(seeds_corpus: Corpus):
    SENTENCES.check(seeds_corpus.sentences.frame())
    TOKENS.check(seeds_corpus.tokens.frame())
    MENTIONS.check(seeds_corpus.mentions.frame())
    CORPUS_FACTS.check(seeds_corpus.facts.frame())
    THEME_HITS.check(seeds_corpus.theme_hits.frame())


def test_sentences_tile_the_paragraphs(seeds_corpus: Corpus):
    for row, document in enumerate(seeds_corpus.documents):
        part = seeds_corpus.sentences.take(seeds_corpus.sentences.values("doc") == row)
        joined = "".join(
            document.text[s:e] for s, e in zip(part["start"], part["end"], strict=True)
        )
        assert joined == document.text.replace("\n", "")
    characters = sum(len("".join(d.text.split())) for d in seeds_corpus.documents)
    assert seeds_corpus.sentences["characters"].sum() == characters


def test_tokens_are_the_words_of_the_text(seeds_corpus: Corpus):
    tokens = seeds_corpus.tokens.frame()
    for token in tokens.sample(400, random_state=3).itertuples():
        document = seeds_corpus.documents[token.doc]
        assert document.folded[token.start : token.end] == seeds_corpus.terms[token.term]
    assert all(map(is_word, seeds_corpus.terms))
    assert len(set(seeds_corpus.terms)) == len(seeds_corpus.terms)
    assert tokens["term"].nunique() == len(seeds_corpus.terms)
    covered = sum(len(seeds_corpus.terms[code]) for code in tokens["term"])
    whole = sum(sum(map(str.isalnum, d.folded)) for d in seeds_corpus.documents)
    assert covered >= whole


@pytest.mark.parametrize("name", ["tokens", "mentions", "facts", "theme_hits"])
def test_every_row_lies_in_its_sentence(seeds_corpus: Corpus, name: str):
    frame = getattr(seeds_corpus, name).frame()
    sentences = seeds_corpus.sentences.take(frame["sentence"].to_numpy())
    assert (frame["doc"] == sentences["doc"]).all()
    assert (frame["start"] >= sentences["start"]).all()
    assert (frame["start"] < sentences["end"]).all()
    assert (np.diff(frame["doc"].to_numpy().astype(np.int64) << 32 | frame["start"]) >= 0).all()


def test_columns_lie_in_one_piece(seeds_corpus: Corpus):
    (segment,) = seeds_corpus.layout.segments
    layers = (segment.texts, segment.words, segment.names, segment.themes)
    arrays = {name: array for layer in layers for name, array in layer.items()}
    assert len(arrays) > 40
    assert [name for name, array in arrays.items() if not array.flags.c_contiguous] == []


def test_organisations_are_merged_over_documents(seeds_corpus: Corpus):
    names = [organisation.canonical for organisation in seeds_corpus.organisations]
    assert len(set(names)) == len(names)
    main = [names[row] for row in seeds_corpus.main_organisations[0]]
    assert main == ["中华全国总工会", "共青团中央", "中华全国妇女联合会"]
    owners = seeds_corpus.sentences["organisation"]
    assert owners.between(-1, len(names) - 1).all()
    found = {
        seeds_corpus.documents[m.doc].folded[m.start : m.end]
        for m in seeds_corpus.mentions.frame().itertuples()
        if names[m.organisation] == "共青团中央"
    }
    aliases = seeds_corpus.organisations[names.index("共青团中央")].aliases
    assert found <= set(aliases)


def test_parts_joined_equal_the_whole(seed_documents: tuple[Document, ...]):
    settings = Settings()
    annotator = loaded(settings)
    parts = [process(seed_documents[a:b], annotator) for a, b in ((0, 2), (2, 3), (3, 5))]
    assert_same(assemble(parts, settings), build_corpus(seed_documents, settings))


@pytest.mark.parametrize("rows", [(0,), (1, 3), (2, 3, 4), (0, 1, 2, 3, 4)])
def test_kept_documents_equal_them_alone(seed_documents, rows: tuple[int, ...]):
    settings = Settings()
    whole = process(seed_documents, loaded(settings))
    alone = build_corpus([seed_documents[row] for row in rows], settings)
    assert_same(assemble([keep(whole, rows)], settings), alone)


def test_joining_one_batch_is_that_batch(seed_documents):
    batch = process(seed_documents[:1], loaded(Settings()))
    assert join([batch]) is batch


def test_traditional_and_full_width_text_is_counted_folded():
    corpus = build_corpus([read_pasted("區總工會增長７％，工會服務職工。", name="甲")])
    assert corpus.terms == ("区", "总工会", "增长", "7", "工会", "服务", "职工")
    assert corpus.tokens["term"].tolist() == [0, 1, 2, 3, 4, 5, 6]


def test_distinct_names():
    documents = [read_pasted(f"整改第{n}项。", name="甲") for n in range(3)]
    names = [document.name for document in with_distinct_names(documents, ["甲（2）"])]
    assert names == ["甲", "甲（3）", "甲（4）"]


def test_progress_counts_every_document(seed_documents):
    seen: list[tuple[int, int]] = []
    build_corpus(seed_documents[:3], progress=lambda done, total: seen.append((done, total)))
    assert seen == [(1, 3), (2, 3), (3, 3)]


def test_no_documents_are_told():
    with pytest.raises(EmptyCorpusError, match="没有可以统计的文档"):
        build_corpus([])


def test_id_depends_on_the_documents_only(seed_documents):
    one = build_corpus(seed_documents[:2])
    other = build_corpus(seed_documents[1::-1], Settings(lexicon=False))
    assert one.corpus_id == other.corpus_id != build_corpus(seed_documents[:1]).corpus_id
