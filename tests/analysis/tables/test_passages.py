"""Sentences with whose they are."""

import numpy as np
import pandas as pd

from analysis.corpus.select import select
from analysis.schema import PASSAGES
from analysis.tables.passages import passage_table
from tests.analysis.tables.three import UNION, YOUTH, three_bodies


def test_passages_are_the_sentences_in_text_order():
    corpus = three_bodies()
    table = PASSAGES.check(passage_table(corpus, select(corpus)))
    assert table["organisation"].tolist()[:3] == [UNION, UNION, YOUTH]
    assert pd.isna(table["organisation"][3])
    assert table["reason"].tolist() == ["subject"] * 3 + ["none"] + ["subject"] * 2
    assert table["paragraph"].tolist() == [0, 0, 1, 2, 0, 0]
    for row in table.itertuples():
        text = corpus.documents[corpus.document_rows[row.doc]].text
        assert text[row.start : row.end] == row.sentence


def test_no_sentences_keep_the_columns():
    corpus = three_bodies()
    assert PASSAGES.check(passage_table(corpus, np.zeros(6, dtype=bool))).empty
