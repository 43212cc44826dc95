"""How answers are kept: by corpus, scope and options."""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache
from hashlib import sha256
from typing import ParamSpec, TypeVar

import streamlit as st

from analysis.corpus.corpus import Corpus

KEPT_ANSWERS = 512


KEPT_CORPORA = 4


Asked = ParamSpec("Asked")


Answer = TypeVar("Answer")


@lru_cache(maxsize=KEPT_CORPORA)
def identity(corpus: Corpus) -> str:
    """Return what tells two corpora apart: id, documents and settings."""
    documents = sha256("".join(d.doc_id for d in corpus.documents).encode()).hexdigest()
    return f"{corpus.corpus_id}/{documents}/{corpus.settings.digest()}"


def kept(function: Callable[Asked, Answer]) -> Callable[Asked, Answer]:
    """Keep the answers of a function of corpora and plain values."""
    kept: Callable[Asked, Answer] = st.cache_resource(
        function,
        max_entries=KEPT_ANSWERS,
        show_spinner=False,
        hash_funcs={Corpus: identity},
    )
    return kept
