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

    The total of the whole dictionary stands under the empty string. The dictionary is read line by
    line and not kept: it is needed for damaged texts only.
    """
    found, total = {}, 0
    path = resources.files("jieba") / "dict.txt"
    with path.open(encoding="utf-8") as lines:
        for line in lines:
            word, frequency, *_ = line.split(" ")
            total += int(frequency)
            if word in words:
                found[word] = int(frequency)
    return found | {"": total}
