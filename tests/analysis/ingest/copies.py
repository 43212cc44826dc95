"""Invented texts, and the plain way of finding copies: every document against every other."""

from __future__ import annotations

import random
from collections.abc import Collection, Sequence
from itertools import pairwise

from analysis.ingest.copies.sketches import Signatures
from analysis.ingest.documents import read_document
from analysis.schema import Document

COMMON = "的一是人了不在有大中国和为这上他个地年来我会以到时要出生学说道民家子也成行下们于就发自"
NEAR = 0.6


def invent(seed: int, n: int = 1200) -> str:
    rng = random.Random(seed)  # noqa: S311
    return "".join(rng.choice(COMMON) for _ in range(n))


def documents(*texts: str) -> list[Document]:
    return [read_document(f"{n}.txt", text.encode()) for n, text in enumerate(texts)]


def related_texts(seed: int, n: int) -> list[str]:
    """Some texts of a few families, most of them drifting away from each other; some copies."""
    rng = random.Random(seed)  # noqa: S311
    texts = [invent(seed * 1000 + number, rng.choice([30, 60, 150, 400])) for number in range(4)]
    while len(texts) < n:
        text = rng.choice(texts)
        if rng.random() < 0.2:
            texts.append(rng.choice([text, f"{text}。", text + invent(rng.randrange(99), 9)]))
            continue
        start = rng.randrange(len(text))
        end = start + int(len(text) * rng.uniform(0.02, 0.4))
        texts.append(text[:start] + invent(rng.randrange(10**9), end - start) + text[end:])
    return texts


def sketches_of(signatures: Signatures) -> list[set[int]]:
    firsts = signatures.sketch_firsts.tolist()
    values = signatures.sketch_values.tolist()
    return [set(values[a:b]) for a, b in pairwise(firsts)]


def likeness(a: set[int], b: set[int]) -> float:
    union = set(sorted(a | b)[:128])
    return len(union & a & b) / len(union) if a and b else 0.0


def relate_plainly(
    signatures: Signatures,
    exact: list[int],
    near: list[int],
    rows: Sequence[int],
    gone: Collection[int] = (),
) -> None:
    """Relate ``rows`` to what stands before them, changing ``exact`` and ``near``."""
    sketches = sketches_of(signatures)
    names = [[row.tobytes() for row in part] for part in signatures[:2]]
    for row in rows:
        here = [other for other in range(row) if other not in gone]
        for hashes in names[::-1]:
            same = [other for other in here if any(hashes[row]) and hashes[other] == hashes[row]]
            if same:
                exact[row] = exact[same[0]] if exact[same[0]] >= 0 else same[0]
        originals = [other for other in here if exact[other] < 0 and near[other] < 0]
        found = [(likeness(sketches[row], sketches[other]), -other) for other in originals]
        best, other = max(found, default=(0.0, 0))
        if exact[row] < 0 and best >= NEAR:
            near[row] = -other
