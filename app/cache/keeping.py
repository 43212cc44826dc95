"""How answers are kept: by corpus, scope and options."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import fields
from functools import lru_cache
from hashlib import sha256
from operator import attrgetter
from typing import ParamSpec, TypeVar

import streamlit as st

from analysis.corpus.corpus import Corpus
from analysis.schema import Metadata

KEPT_ANSWERS = 512


KEPT_CORPORA = 4


_METADATA = attrgetter(*(field.name for field in fields(Metadata)))


Asked = ParamSpec("Asked")


Answer = TypeVar("Answer")


@lru_cache(maxsize=KEPT_CORPORA)
def identity(corpus: Corpus) -> str:
    """Return what tells two corpora apart: id, documents with their metadata, and settings."""
    documents = sha256()
    for document in corpus.documents:
        known = (document.doc_id, document.name, *_METADATA(document.metadata))
        documents.update("\0".join(map(str, known)).encode("utf-8", "surrogatepass"))
    return f"{corpus.corpus_id}/{documents.hexdigest()}/{corpus.settings.digest()}"


def kept(function: Callable[Asked, Answer]) -> Callable[Asked, Answer]:
    """Keep the answers of a function of corpora and plain values."""
    kept: Callable[Asked, Answer] = st.cache_resource(
        function,
        max_entries=KEPT_ANSWERS,
        show_spinner=False,
        hash_funcs={Corpus: identity},
    )
    return kept
