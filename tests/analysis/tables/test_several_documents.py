"""The list of documents of several segments against the documents themselves."""

from __future__ import annotations

import pandas as pd
import pytest

from analysis.corpus.corpus import Corpus
from analysis.schema import DOCUMENTS
from analysis.tables.documents import (
    DOCUMENT_LIST,
    document_list,
    document_table,
    summarise_removals,
)
from tests.analysis.several import NUMBERS, assert_pages, canonical, masks, several


@pytest.fixture(params=NUMBERS)
def corpus(request: pytest.FixtureRequest) -> Corpus:
    return several(request.param)


def written_documents(corpus: Corpus) -> pd.DataFrame:
    """Return the list of all documents, put together one by one."""
    rows = []
    for row, document in enumerate(corpus.documents):
        original = corpus.duplicate_of[row]
        paragraphs = [line for line in document.text.split("\n") if line.strip()]
        rows.append(
            vars(document.metadata)
            | {
                "doc": document.name,
                "path": document.path,
                "sha256": document.doc_id,
                "organisations": [canonical(corpus, o) for o in corpus.main_organisations[row]],
                "encoding": document.encoding,
                "script": document.script,
                "characters": len("".join(document.text.split())),
                "paragraphs": len(paragraphs),
                "sentences": int((corpus.sentences["doc"] == row).sum()),
                "tokens": int((corpus.tokens["doc"] == row).sum()),
                "removed": summarise_removals(document.removals),
                "warnings": list(document.warnings),
                "duplicate_of": corpus.documents[original].name if original >= 0 else None,
            }
        )
    return DOCUMENTS.rows(rows)


def test_documents(corpus: Corpus):
    everything = written_documents(corpus)
    pd.testing.assert_frame_equal(document_table(corpus), everything)
    pd.testing.assert_frame_equal(document_list(corpus), everything[DOCUMENT_LIST.names])
    for mask in masks(corpus, 10):
        rows = sorted(set(corpus.sentences["doc"].to_numpy()[mask].tolist()))
        part = everything.iloc[rows].reset_index(drop=True)
        pd.testing.assert_frame_equal(document_table(corpus, mask), part)
        assert_pages(part, lambda **page: document_table(corpus, mask, **page))  # noqa: B023


@pytest.mark.parametrize("descending", [False, True])
@pytest.mark.parametrize("name", ["characters", "tokens", "date", "title", "organisation"])
def test_documents_in_another_order(corpus: Corpus, name: str, *, descending: bool):
    everything = written_documents(corpus)
    column = "organisations" if name == "organisation" else name
    values = [(v or [None])[0] if isinstance(v, list) else v for v in everything[column]]
    known = [row for row, value in enumerate(values) if not pd.isna(value)]
    order = sorted(known, key=lambda row: values[row])
    if descending:
        order = sorted(known, key=lambda row: values[row], reverse=True)
    order += [row for row, value in enumerate(values) if pd.isna(value)]
    table = document_list(corpus, sort=name, descending=descending)
    assert table["doc"].tolist() == everything["doc"].iloc[order].tolist()
    page = document_list(corpus, sort=name, descending=descending, offset=2, limit=3)
    assert page["doc"].tolist() == everything["doc"].iloc[order[2:5]].tolist()
