"""The characters that Chinese texts are mostly made of."""

from __future__ import annotations

from collections.abc import Set
from functools import cache
from importlib import resources

import opencc


@cache
def load_common_characters() -> frozenset[str]:
    """Return the 1,500 most frequent Han characters and their traditional forms.

    Frequencies: sums over the words of jieba's dictionary.
    """
    path = resources.files("analysis.resources") / "common_characters.txt"
    characters = "".join(path.read_text("utf-8").split())
    return frozenset(characters + opencc.OpenCC("s2t").convert(characters))


def load_frequencies(words: Set[str]) -> dict[str, int]:
    """Return the frequency of those of ``words`` that jieba's dictionary has.

    The total of the whole dictionary stands under the empty string. The dictionary is not kept: it
    is needed for damaged texts only.
    """
    text = (resources.files("jieba") / "dict.txt").read_text("utf-8")
    entries = text.replace("\n", " ").split(" ")
    pairs = zip(entries[0::3], entries[1::3], strict=False)
    found = {word: int(frequency) for word, frequency in pairs if word in words}
    return found | {"": sum(map(int, entries[1::3]))}
