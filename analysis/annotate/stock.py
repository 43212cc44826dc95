"""Stock jieba: a tokenizer of our own, and what its dictionary says without loading it."""

from __future__ import annotations

import importlib.util
import logging
import warnings
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import platformdirs

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


def read_dictionary() -> tuple[list[str], list[str], list[str]]:
    """Return terms, frequencies and tags of jieba's dictionary, without loading jieba."""
    fields = _dictionary_file().read_text(encoding="utf-8").split()
    return fields[::3], fields[1::3], fields[2::3]


def search_tag(term: str) -> str:
    """Return the tag of a term in jieba's dictionary, or an empty string."""
    content = b"\n" + _dictionary_file().read_bytes()
    start = content.find(f"\n{term} ".encode())
    if start < 0:
        return ""
    end = content.find(b"\n", start + 1)
    return content[start + 1 : end].decode().split()[2]


def _dictionary_file() -> Path:
    found = importlib.util.find_spec("jieba")
    return Path(found.origin or "" if found else "").with_name("dict.txt")
