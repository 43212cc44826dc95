"""Words of any sentences, against counting every token."""

from collections import Counter

import numpy as np
from hypothesis import given, settings

from analysis.corpus.tokens import document_words, sum_words
from tests.analysis.tables.scattered import asked


@settings(max_examples=100)
@given(asked())
def test_words_are_the_tokens_of_the_sentences(question):
    corpus, mask = question
    tokens = corpus.tokens.frame()
    tokens = tokens[mask[tokens["sentence"]]]
    words = Counter(tokens["term"].tolist())
    assert sum_words(corpus, mask).tolist() == [words[row] for row in range(len(corpus.terms))]
    documents = np.unique(corpus.sentences.values("doc")[mask]).astype(np.int64)
    if len(documents):
        pairs = Counter(zip(tokens["doc"], tokens["term"], strict=True))
        found = document_words(corpus, mask, documents).toarray()
        assert found.tolist() == [
            [pairs[doc, term] for term in range(len(corpus.terms))] for doc in documents.tolist()
        ]
