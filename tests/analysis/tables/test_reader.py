"""The reader: nothing of the text is lost, every hit is marked, owners stand beside it."""

import json
from dataclasses import asdict

from analysis.corpus.select import select
from analysis.tables.hits import Focus, hits
from analysis.tables.reader import reader_paragraphs
from tests.analysis.tables.small import Text, small_corpus
from tests.analysis.tables.three import UNION, YOUTH, three_bodies


def test_paragraphs_joined_are_the_text_and_sentences_tile_them():
    corpus = three_bodies()
    for doc, document in enumerate(corpus.documents):
        paragraphs = reader_paragraphs(corpus, doc)
        assert "\n".join(paragraph.text for paragraph in paragraphs) == document.text
        assert [p.paragraph for p in paragraphs] == list(range(len(paragraphs)))
        for paragraph in paragraphs:
            pieces = [paragraph.text[s.start : s.end] for s in paragraph.sentences]
            assert "".join(pieces) == paragraph.text


def test_every_hit_is_marked_once():
    corpus = three_bodies()
    focus = Focus("term", "服务")
    found = hits(corpus, select(corpus), focus)
    for doc in range(2):
        marked = [
            [p.start + m.start, p.start + m.end]
            for p in reader_paragraphs(corpus, doc, focus)
            for m in p.marks
            if m.kind == "focus"
        ]
        assert marked == found[found["doc"] == doc][["start", "end"]].to_numpy().tolist()


def test_owners_stand_beside_sentences():
    corpus = three_bodies()
    paragraphs = reader_paragraphs(corpus, 0)
    owners = [[s.organisation for s in p.sentences] for p in paragraphs]
    assert owners == [[UNION, UNION], [YOUTH], [None]]
    assert paragraphs[1].sentences[0].short == "团中央"
    assert [s.row for p in paragraphs for s in p.sentences] == [0, 1, 2, 3]


def test_traditional_text_comes_with_its_simplified_line():
    corpus = three_bodies()
    (paragraph,) = reader_paragraphs(corpus, 1)
    assert paragraph.text.startswith("區總工會服務基層")
    assert paragraph.simplified.startswith("区总工会服务基层职工８５０人")
    assert {p.simplified for p in reader_paragraphs(corpus, 0)} == {""}


def test_paragraphs_are_plain_values():
    corpus = three_bodies()
    read = [asdict(p) for p in reader_paragraphs(corpus, 0, Focus("theme", "整改"))]
    assert json.loads(json.dumps(read))[1]["marks"]


def test_an_empty_document_has_no_paragraphs():
    corpus = small_corpus([Text("a", "整改|。"), Text("b", ""), Text("c", "落实|。")])
    assert reader_paragraphs(corpus, 1) == []
    assert [p.text for p in reader_paragraphs(corpus, 2)] == ["落实。"]
