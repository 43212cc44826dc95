"""Main text and metadata of official pages and texts against what stands in their sources."""

from __future__ import annotations

import json
from collections import Counter
from functools import cache
from typing import Any

from analysis.ingest.documents import read_document
from analysis.schema import Document
from tests.eval.scoring import GOLD

FLOORS = {
    "title": 32,
    "subtitle": 12,
    "date": 31,
    "time": 5,
    "number": 16,
    "issuer": 14,
    "source": 14,
    "author": 15,
    "author_role": 12,
    "editor": 2,
    "channel": 3,
    "发布日期": 13,
    "索引号": 13,
    "主题词": 2,
}
"""Values that are right, of those in gold; an absent one is right where gold says so."""
FIRST, LAST = 30, 31
"""Main texts that begin, and that end, as gold has it; of 32."""
TAKEN = 0.97
"""Share of the lines around the main texts that are taken out."""

Row = dict[str, Any]


def gold() -> list[Row]:
    """Return the annotated documents."""
    lines = (GOLD / "imports.jsonl").read_text(encoding="utf-8").splitlines()
    return [json.loads(line) for line in lines]


@cache
def document(file: str) -> Document:
    """Return a document as it is imported."""
    return read_document(file, (GOLD / "imports" / file).read_bytes())


def squeeze(text: str) -> str:
    """Return a text without white space, its colons wide."""
    return "".join(text.split()).replace(":", "：")


def is_right(read: str | None, wanted: str | list[str] | None) -> bool:
    """Return whether a value is as gold has it, or one of those, or none where none is to be."""
    if wanted is None or read is None:
        return read == wanted
    return squeeze(read) in {squeeze(w) for w in ([wanted] if isinstance(wanted, str) else wanted)}


def value_of(read: Document, field: str) -> str | None:
    """Return a field of the metadata, those under Chinese names too."""
    return getattr(read.metadata, field, None) or read.metadata.extra.get(field)


def test_fields_are_read_rightly() -> None:
    right: Counter[str] = Counter()
    total: Counter[str] = Counter()
    for row in gold():
        read = document(row["file"])
        for field, wanted in row["fields"].items():
            total[field] += 1
            right[field] += is_right(value_of(read, field), wanted)
            if not is_right(value_of(read, field), wanted):
                print(f"\n{row['file']}: {field} {value_of(read, field)!r}, not {wanted!r}", end="")  # noqa: T201
    print(f"\nfields of {len(gold())} imported documents:", end="")  # noqa: T201
    for field in total:
        print(f" {field} {right[field]} of {total[field]}", end="")  # noqa: T201
    print()  # noqa: T201
    assert total.keys() == FLOORS.keys()
    assert {field: n for field, n in right.items() if n < FLOORS[field]} == {}


def test_the_main_text_begins_and_ends_where_it_does() -> None:
    begun = ended = 0
    for row in gold():
        text = squeeze(document(row["file"]).text)
        begun += text.startswith(squeeze(row["first"]))
        ended += text.endswith(squeeze(row["last"]))
        if not text.startswith(squeeze(row["first"])) or not text.endswith(squeeze(row["last"])):
            print(f"\n{row['file']}: {text[:40]} … {text[-40:]}", end="")  # noqa: T201
    n = len(gold())
    print(f"\nmain text of {n} imported documents: first line {begun}, last line {ended}")  # noqa: T201
    assert begun >= FIRST
    assert ended >= LAST


def test_what_stands_around_goes_and_is_recorded() -> None:
    gone = total = 0
    for row in gold():
        read = document(row["file"])
        lines = {squeeze(line) for line in read.text.split("\n")}
        removed = squeeze("".join(removal.text for removal in read.removals))
        for line in row["out"]:
            total += 1
            gone += squeeze(line) not in lines
            assert squeeze(line) in (lines if squeeze(line) in lines else removed)
            if squeeze(line) in lines:
                print(f"\n{row['file']}: still there: {line}", end="")  # noqa: T201
    print(f"\nlines around the main text: {gone} of {total} are taken out")  # noqa: T201
    assert gone / total >= TAKEN


def test_gold_is_of_the_sources() -> None:
    rows = gold()
    assert len(rows) == 32
    assert {row["file"] for row in rows} == {p.name for p in (GOLD / "imports").iterdir()}
    for row in rows:
        source = squeeze((GOLD / "imports" / row["file"]).read_text(encoding="utf-8"))
        wanted = [row["first"], row["last"], *row["out"]]
        if row["file"].endswith(".txt"):
            assert [text for text in wanted if squeeze(text) not in source] == []
