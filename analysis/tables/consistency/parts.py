"""共46个，其中甲20个、乙25个: do the parts add up, where they are said to be all."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from typing import NamedTuple

from analysis.lexicon.consistency import load_check_words
from analysis.lexicon.units import load_units
from analysis.tables.consistency.amounts import total
from analysis.tables.consistency.hints import Figure, Hint, Sentence

PARTS = "parts"
# What opens the parts. 分别为, 由…组成 and a bracket say that they are all; 其中 and 包括 do not.
_CUE = re.compile(
    r"[^。；;]*?(?P<cue>其中|包括|包含|分别(?:为|是)|分为|(?=[（(])|由(?=[^。；;，,]*\Z))"
    r"(?P<label>[^。；;）)]*)\Z"
)
_WHOLE_CUE = re.compile(r"分别(?:为|是)|由")
_COMPOSED = re.compile(r"[^，,。；;]*?(?:组成|构成)")
# A figure in such words is a comparison or a rate, not a total: 比上年增加1500亿元，其中….
_COMPARED = re.compile(
    r"(?:(?:比|较|同比|高于|低于|每)[^，,。；;]{0,12}"
    r"|(?:增加|减少|增长|下降|新增|扩大|缩小|多|少)(?:了|约|近|超)*)\Z"
)
# Between two parts: another verb begins another matter.
_TURN = re.compile(
    r"[。；;\n]|或|新增|新建|增加|增长|减少|下降|较|同比|达到|累计|占|比(?!例)|相当于|完成|可|共|总"
)
# A number behind these is itself a total.
_SUMMED = re.compile(r"[共总]|合计|或")
_NEAR = 0.03
_LEAST = 3
_SKIPPED = frozenset({"rates", "durations"})
_CLOSE = re.compile(r"[）)]")


class _List(NamedTuple):
    whole: Figure
    parts: tuple[Figure, ...]
    labels: tuple[str, ...]
    cue: str


def parts_hints(sentence: Sentence) -> list[Hint]:
    """Return where parts exceed their total, or do not add up to it."""
    found = []
    for number in range(1, len(sentence.figures)):
        listed = _list_at(sentence, number)
        if listed is None:
            continue
        hint = _exceeding(sentence, listed) or _unequal(sentence, listed)
        if hint is not None:
            found.append(hint)
    return found


def _list_at(sentence: Sentence, number: int) -> _List | None:
    """Return the parts that begin with a figure, and their total before it."""
    first = sentence.figures[number]
    cue = _CUE.fullmatch(sentence.gaps[number])
    if cue is None or _group(first) in _SKIPPED or _SUMMED.search(cue["label"]):
        return None
    whole = _whole(sentence, number)
    if whole is None or whole.unit != first.unit:
        return None
    parts, labels = [first], [cue["label"]]
    bracket = not cue["cue"]
    for i in range(number + 1, len(sentence.figures)):
        figure, gap = sentence.figures[i], sentence.gaps[i]
        if figure.unit != whole.unit or _TURN.search(gap) or (bracket and _CLOSE.search(gap)):
            break
        parts.append(figure)
        labels.append(gap)
    return _List(whole, tuple(parts), tuple(labels), cue["cue"] or "（")


def _whole(sentence: Sentence, number: int) -> Figure | None:
    """Return the last figure before the parts that is no comparison."""
    for i in range(number - 1, -1, -1):
        if re.search(r"[。；;\n]", sentence.gaps[i + 1]):
            return None
        if not _COMPARED.search(sentence.gaps[i]):
            return sentence.figures[i]
    return None


def _group(figure: Figure) -> str:
    return load_units().groups.get(figure.unit, "rates" if figure.unit == "" else "classifiers")


def _exceeding(sentence: Sentence, listed: _List) -> Hint | None:
    """其中 a part that is greater than the total."""
    first, whole = listed.parts[0], listed.whole
    direct = listed.cue == "其中" and not re.search(r"[，,、]", listed.labels[0].lstrip("：:，,"))
    if not direct or first.amount.low <= whole.amount.high:
        return None
    return sentence.hint(PARTS, (whole, first), (whole.value, first.value), "high")


def _unequal(sentence: Sentence, listed: _List) -> Hint | None:
    confidence = _completeness(sentence, listed)
    if confidence is None:
        return None
    whole, parts = listed.whole, listed.parts
    added = total([part.amount for part in parts])
    if whole.amount.agrees(added):
        return None
    values = sum(part.value for part in parts)
    near = abs(values - whole.value) <= _NEAR * whole.value
    if confidence == "low" and not near:
        return None
    return sentence.hint(PARTS, (whole, parts[0]), (whole.value, values), confidence, parts[1:])


def _completeness(sentence: Sentence, listed: _List) -> str | None:
    """Return how sure it is that the parts are all of it, None where nothing says so."""
    if len(listed.parts) < 2 or any(part.bound != "exact" for part in listed.parts):
        return None
    labels = _labels(sentence, listed)
    if _is_whole(labels) or _rest().search(labels[-1]):
        return "high"
    behind = sentence.text[listed.parts[-1].end :]
    if re.match(r"[^，,。；;]{0,12}等", behind) or any("等" in label for label in labels[1:]):
        return None
    if listed.cue == "由":
        return "high" if _COMPOSED.match(behind) else None
    if _WHOLE_CUE.match(listed.cue):
        return "medium"
    return "low" if len(listed.parts) >= _LEAST else None


def _labels(sentence: Sentence, listed: _List) -> list[str]:
    """Return the words around each part, before and behind it."""
    words = []
    for place, part in enumerate(listed.parts):
        stop = re.search(r"[，,、。；;（()）\n]|\Z", sentence.text[part.end :])
        behind = sentence.text[part.end : part.end + (stop.start() if stop else 0)]
        own = re.split(r"[，,、（(]", listed.labels[place])
        words.append(f"{own[-1]} {behind}")
    return words


def _is_whole(labels: Sequence[str]) -> bool:
    """Say whether the parts are the members of a known whole, each once."""
    return any(
        len(members) == len(labels)
        and all(sum(any(w in label for w in words) for label in labels) == 1 for words in members)
        for members in load_check_words().wholes
    )


@cache
def _rest() -> re.Pattern[str]:
    return re.compile("|".join(map(re.escape, load_check_words().rest)))
