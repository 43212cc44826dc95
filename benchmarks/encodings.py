"""Encodings: random cuts of real texts, ours beside chardet and charset-normalizer."""

from __future__ import annotations

import importlib.util
import random
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import partial
from typing import NamedTuple

import opencc

from analysis.ingest.decoding.decode import decode
from analysis.ingest.decoding.encodings import known_encoding
from analysis.ingest.fold import count_han
from benchmarks.inputs import Inputs
from benchmarks.timing import Result, seconds, show_seconds

LENGTHS = (4, 6, 10, 30, 100, 1000)
CUTS = 100
SEED = 4
LEAST_FROM = 10
"""Characters from which on every cut has to be read right."""
MAX_TRIES = 50
"""Cuts drawn for each that is taken: some hold no Han, or what the encoding lacks."""
ABOUT = f"""
{CUTS} random cuts of so many characters, with two Han at least, of the cleaned texts, in each
encoding without a byte-order mark; traditional characters are those of OpenCC. A cut is right if
the text comes back character by character. Plain are chardet 5.2.0 and charset-normalizer 3.5.2 on
the same bytes, where installed (requirements-bench.txt): their answer is taken by its widest
family, GB 2312 as GB18030 and Big5 as Big5-HKSCS. Times are those of one cut."""


class Kind(NamedTuple):
    """An encoding, and whether the texts are turned into traditional characters for it."""

    encoding: str
    is_traditional: bool

    @property
    def label(self) -> str:
        """In words."""
        return f"{self.encoding}, {'traditional' if self.is_traditional else 'simplified'}"


KINDS = (
    Kind("utf-8", is_traditional=False),
    Kind("gbk", is_traditional=False),
    Kind("gbk", is_traditional=True),
    Kind("big5", is_traditional=True),
    Kind("big5hkscs", is_traditional=True),
    Kind("utf-16-le", is_traditional=False),
    Kind("utf-16-be", is_traditional=True),
)
Reader = Callable[[bytes], str | None]


def measure(inputs: Inputs) -> list[Result]:
    """Return the shares of cuts that are read right, and the time of a long one."""
    others = dict(_others())
    results = []
    for sample in inputs.samples:
        for kind in KINDS:
            for length in LENGTHS:
                cuts = list(random_cuts(sample.texts, kind, length))
                if cuts:
                    results.append(_compared(sample.label, kind, length, cuts, others))
        results.append(_timed(sample.label, sample.texts, others))
    return results


def random_cuts(
    texts: Sequence[str], kind: Kind, length: int, *, number: int = CUTS
) -> Iterator[str]:
    """Yield cuts that the encoding can write, the same at every run."""
    rng = random.Random(SEED)  # noqa: S311 - a sample, not a secret
    to_traditional = opencc.OpenCC("s2t")
    long = [text for text in texts if len(text) > length]
    for _ in range(number if long else 0):
        for _ in range(MAX_TRIES):
            text = rng.choice(long)
            start = rng.randrange(len(text) - length)
            cut = text[start : start + length]
            cut = to_traditional.convert(cut) if kind.is_traditional else cut
            if count_han(cut) >= 2 and _can_write(cut, kind.encoding):
                yield cut
                break


def share_right(cuts: Sequence[str], encoding: str, read: Reader) -> float:
    """Return the share of cuts that come back character by character."""
    return sum(read(cut.encode(encoding)) == cut for cut in cuts) / len(cuts)


def ours(data: bytes) -> str | None:
    """Return the text as the importer decodes it."""
    decoded = decode(data)
    return decoded.text if decoded else None


def _can_write(text: str, encoding: str) -> bool:
    try:
        text.encode(encoding)
    except UnicodeEncodeError:
        return False
    return True


def _others() -> Iterator[tuple[str, Reader]]:
    if importlib.util.find_spec("chardet"):
        import chardet  # noqa: PLC0415 - only where it is installed

        yield "chardet", lambda data: _by_name(data, chardet.detect(data)["encoding"])
    if importlib.util.find_spec("charset_normalizer"):
        from charset_normalizer import from_bytes  # noqa: PLC0415

        yield "charset-normalizer", lambda data: _by_name(data, _name(from_bytes(data).best()))


def _name(best: object) -> str | None:
    return getattr(best, "encoding", None)


def _by_name(data: bytes, name: str | None) -> str | None:
    if not name:
        return None
    try:
        return data.decode(known_encoding(name) or name, "replace")
    except LookupError:
        return None


def _compared(
    label: str, kind: Kind, length: int, cuts: Sequence[str], others: Mapping[str, Reader]
) -> Result:
    share = share_right(cuts, kind.encoding, ours)
    shares = {name: share_right(cuts, kind.encoding, read) for name, read in others.items()}
    plain = ", ".join(f"{name} {value:.0%}" for name, value in shares.items())
    is_promised = length >= LEAST_FROM
    what = f"{kind.label}: {length} characters"
    goal = "100% right" if is_promised else ""
    return Result(what, label, f"{share:.0%}", plain, goal=goal, met=share == 1 or not is_promised)


def _timed(label: str, texts: Sequence[str], others: Mapping[str, Reader]) -> Result:
    kind = Kind("gbk", is_traditional=False)
    data = [cut.encode("gbk") for cut in random_cuts(texts, kind, LENGTHS[-1])]
    times = {
        name: seconds(partial(_all, read, data)) / max(len(data), 1)
        for name, read in {"ours": ours, **others}.items()
    }
    here = times.pop("ours")
    plain = ", ".join(f"{name} {show_seconds(value)}" for name, value in times.items())
    ratio = min(times.values()) / here if times and here else None
    return Result(
        f"time for {LENGTHS[-1]} characters of gbk", label, show_seconds(here), plain, ratio
    )


def _all(read: Reader, data: Sequence[bytes]) -> None:
    for piece in data:
        read(piece)
