"""Stock jieba: a tokenizer of our own, and what its dictionary says without loading it."""

from __future__ import annotations

import logging
import warnings
from bisect import bisect_left
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import platformdirs

from analysis.lexicon.characters import dictionary_file
from analysis.schema import UserWord


def load_jieba(words: Iterable[UserWord] = ()) -> Any:  # noqa: ANN401 - jieba has no types
    """Return a tokenizer of jieba's own, with these words added and nothing shared.

    Its prefix dictionary is kept in the user's cache folder, written whole or not at all, so that
    processes may start together; without a writable folder it is built anew.
    """
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # jieba warns on import of its own old code
        import jieba  # noqa: PLC0415 - 0.7 s and 145 MB, seldom needed
    jieba.setLogLevel(logging.CRITICAL + 1)
    tokenizer = jieba.Tokenizer()
    tokenizer.tmp_dir = str(_cache_folder())
    tokenizer.cache_file = f"jieba-{jieba.__version__}.cache"
    tokenizer.initialize()
    for word in words:
        tokenizer.add_word(word.term, word.frequency, word.tag)
    return tokenizer


def _cache_folder() -> Path:
    folder = platformdirs.user_cache_path("wenjian", appauthor=False)
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError:
        return folder  # jieba then finds no file there and writes none
    return folder


def search_tag(dictionary: bytes, term: str) -> str:
    """Return the tag of a term in the bytes of jieba's dictionary, or an empty string.

    Its lines stand in order but for some thirty, so that halving finds a term in 20 steps; what
    halving misses is searched from the beginning.
    """
    wanted = term.encode()

    def term_at(position: int) -> bytes:
        start = dictionary.rfind(b"\n", 0, position) + 1
        return dictionary[start : dictionary.index(b" ", start)]

    start = bisect_left(range(len(dictionary)), wanted, key=term_at)
    if not dictionary.startswith(wanted + b" ", start):
        start = dictionary.find(b"\n" + wanted + b" ") + 1
        if not start:
            return ""
    return dictionary[start : dictionary.index(b"\n", start)].decode().split()[2]


def dictionary_bytes() -> bytes:
    """Return jieba's dictionary: a line a word, with term, frequency and tag."""
    return dictionary_file().read_bytes()
