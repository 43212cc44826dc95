"""The characters that Chinese texts are mostly made of."""

from __future__ import annotations

import importlib.util
from collections.abc import Set
from functools import cache
from importlib import resources
from pathlib import Path

import opencc
import pyarrow as pa
import pyarrow.compute as pc
from pyarrow import csv


@cache
def load_common_characters() -> tuple[str, str]:
    """Return the 1,500 most frequent Han characters, and their traditional forms; frequent first.

    Frequencies: sums over the words of jieba's dictionary.
    """
    path = resources.files("analysis.resources") / "common_characters.txt"
    characters = "".join(path.read_text("utf-8").split())
    return characters, opencc.OpenCC("s2t").convert(characters)


def dictionary_file() -> Path:
    """Return where jieba's dictionary lies: a line a word, with term, frequency and tag.

    The library itself is not loaded.
    """
    found = importlib.util.find_spec("jieba")
    return Path(found.origin or "" if found else "").with_name("dict.txt")


def load_frequencies(words: Set[str]) -> dict[str, int]:
    """Return the frequency of those of ``words`` that jieba's dictionary has.

    The total of the whole dictionary stands under the empty string.
    """
    entries = _entries()
    found = entries.filter(pc.is_in(entries["term"], pa.array(words, pa.string())))
    known = zip(found["term"].to_pylist(), found["frequency"].to_pylist(), strict=True)
    return dict(known) | {"": pc.sum(entries["frequency"]).as_py()}


@cache
def _entries() -> pa.Table:
    """Return terms and frequencies of the dictionary: 10 MB, needed for damaged texts only."""
    return csv.read_csv(
        dictionary_file(),
        read_options=csv.ReadOptions(column_names=["term", "frequency", "tag"]),
        parse_options=csv.ParseOptions(delimiter=" ", quote_char=False),
        convert_options=csv.ConvertOptions(
            column_types={"term": pa.string(), "frequency": pa.int64()},
            include_columns=["term", "frequency"],
            strings_can_be_null=False,
        ),
    )
