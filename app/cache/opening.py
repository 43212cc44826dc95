"""Opened corpora, one a folder and version."""

from __future__ import annotations

import gc
from pathlib import Path
from threading import Lock
from typing import NamedTuple

import streamlit as st

from analysis.corpus.corpus import Corpus
from analysis.corpus.segments.batch import Progress
from analysis.corpus.store import open_corpus
from analysis.schema import Failure
from app import corpora
from app.cache.keeping import KEPT_CORPORA


class Opened(NamedTuple):
    """An opened corpus and the files that could not be read."""

    corpus: Corpus
    failures: tuple[Failure, ...]


def corpus(corpus_id: str = "") -> Corpus:
    """Return an opened corpus: by its id, or without one that which the app was started with.

    An id that is not on this machine gives the latter too; ``has_corpus`` tells.
    """
    return opened(corpus_id).corpus


def has_corpus(corpus_id: str) -> bool:
    """Whether a corpus is on this machine; no id is the one that the app was started with."""
    return not corpus_id or corpora.folder_of(corpus_id) is not None


def opened(corpus_id: str = "", progress: Progress | None = None) -> Opened:
    """Return an opened corpus with the files that could not be read.

    Parameters
    ----------
    progress
        Called with the number of files read and of all, while a corpus is built.
    """
    folder = corpora.folder_of(corpus_id) if corpus_id else None
    if folder is not None:
        return Opened(_open(folder, corpora.stored(folder).version), ())
    start = _start()
    with start.lock:
        if start.folder is None:  # progress is drawn here: a cached function may not draw outside
            start.folder, start.failures = corpora.prepare(progress)
            _open(start.folder, corpora.stored(start.folder).version)
            _forget_the_living()
        folder = start.folder
    return Opened(_open(folder, corpora.stored(folder).version), start.failures)


class _Start:
    """The corpus that the app was started with, once it is built; one for all sessions."""

    def __init__(self) -> None:
        self.lock = Lock()
        self.folder: Path | None = None
        self.failures: tuple[Failure, ...] = ()


@st.cache_resource(show_spinner=False)
def _start() -> _Start:
    return _Start()


def _forget_the_living() -> None:
    """Keep the collector from looking through what stays as long as the process does.

    Streamlit collects after every click of every user; with this a rerun takes a fifth of the time.
    """
    gc.collect()
    gc.freeze()


@st.cache_resource(max_entries=KEPT_CORPORA, show_spinner=False)
def _open(folder: Path, version: int) -> Corpus:
    """Open a corpus folder; another version of it is another corpus."""
    del version
    return open_corpus(folder)
