"""The documents of a segment as arrays: their characters on one line, and what is known of them.

The folded characters stand whole; the text as written and the simplified one differ from them in a
few places and are kept as these differences.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import fields
from typing import Any

import numpy as np
import numpy.typing as npt

from analysis.corpus.segments.arrays import (
    Array,
    Arrays,
    pack_strings,
)
from analysis.corpus.segments.words import code_points
from analysis.ingest.copies.sketches import Signatures, sign
from analysis.schema import Document, Metadata, Removal

SEPARATOR = 0
"""Stands behind each document; a cleaned text holds none."""
METADATA = tuple(field.name for field in fields(Metadata) if field.name != "extra")
PLAIN = ("doc_id", "name", "path", "encoding", "script")
_WIDE = 1 << 16


def pack_texts(documents: Sequence[Document]) -> dict[str, Array]:
    """Return documents as arrays.

    ``characters`` holds the folded code points of all documents, each followed by ``SEPARATOR``;
    document ``i`` begins at ``firsts[i]``. ``letters`` are the different ones, ascending, and
    ``letter_places`` the places of each, one letter behind the other from ``letter_firsts`` on.
    """
    lengths = [len(document.folded) + 1 for document in documents]
    folded = _joined([document.folded for document in documents])
    order = np.argsort(_narrow(folded), kind="stable")
    letters, counts = np.unique(folded, return_counts=True)
    arrays: dict[str, Array] = {
        "firsts": np.concatenate([[0], np.cumsum(lengths)]).astype(np.int64),
        "characters": folded.astype(np.uint16 if folded.max(initial=0) < _WIDE else np.uint32),
        "letters": letters.astype(np.uint32),
        "letter_firsts": np.concatenate([[0], np.cumsum(counts)]).astype(np.int64),
        "letter_places": order.astype(np.uint32),
        **_differences("written", folded, [document.text for document in documents]),
        **_differences("simplified", folded, [document.simplified for document in documents]),
    }
    for name in PLAIN:
        arrays |= pack_strings(name, [getattr(document, name) for document in documents])
    for name in METADATA:
        arrays |= pack_strings(name, [getattr(document.metadata, name) for document in documents])
    arrays |= pack_strings("details", map(_details, documents))
    arrays |= pack_strings("extra", [_extra(document) for document in documents])
    signatures = sign(documents)._asdict()
    arrays |= {f"signature_{name}": array for name, array in signatures.items()}
    return arrays


def document_at(arrays: Arrays, row: int) -> Document:
    """Return one document of a segment."""
    first, last = (int(place) for place in arrays["firsts"][row : row + 2])
    details = json.loads(_string(arrays, "details", row) or "{}")
    extra = json.loads(_string(arrays, "extra", row) or "{}")
    known = {name: _string(arrays, name, row) for name in METADATA}
    plain = {name: _string(arrays, name, row) or "" for name in PLAIN}
    return Document(
        text=written(arrays, first, last - 1),
        simplified=simplified(arrays, first, last - 1),
        folded=folded_text(arrays, first, last - 1),
        metadata=Metadata(**known, extra=extra),
        removals=tuple(Removal(**removal) for removal in details["removals"]),
        warnings=tuple(details["warnings"]),
        **plain,
    )


def folded_text(arrays: Arrays, start: int, end: int) -> str:
    """Return the folded characters between two places of a segment."""
    return decoded(arrays["characters"][start:end])


def written(arrays: Arrays, start: int, end: int) -> str:
    """Return the characters between two places as the document writes them."""
    return decoded(_patched(arrays, "written", start, end))


def simplified(arrays: Arrays, start: int, end: int) -> str:
    """Return the simplified characters between two places, full width kept."""
    return decoded(_patched(arrays, "simplified", start, end))


def decoded(characters: Array) -> str:
    """Return code points as a string."""
    return characters.astype("<u4").tobytes().decode("utf-32-le", "surrogatepass")


def signatures_of(arrays: Arrays) -> Signatures:
    """Return what tells copies of the documents of a segment."""
    return Signatures(*(arrays[f"signature_{name}"] for name in Signatures._fields))


def extras(arrays: Arrays) -> list[dict[str, str]]:
    """Return the further metadata fields of every document of a segment."""
    found: list[dict[str, str]] = [{} for _ in arrays["extra_missing"]]
    for row in np.flatnonzero(~arrays["extra_missing"]).tolist():
        found[row] = json.loads(_string(arrays, "extra", row) or "{}")
    return found


def _details(document: Document) -> str:
    values = {
        "removals": [vars(removal) for removal in document.removals],
        "warnings": list(document.warnings),
    }
    return json.dumps(values)


def _extra(document: Document) -> str | None:
    """Return the further fields; most documents have none."""
    return json.dumps(dict(document.metadata.extra)) if document.metadata.extra else None


def _joined(texts: Sequence[str]) -> npt.NDArray[np.uint32]:
    return code_points("".join(text + chr(SEPARATOR) for text in texts))


def _narrow(characters: npt.NDArray[np.uint32]) -> Array:
    """Return numbers in the same order that are sorted by their digits: 16 bits are enough."""
    if characters.max(initial=0) < _WIDE:
        return characters.astype(np.uint16)
    letters, codes = np.unique(characters, return_inverse=True)
    return codes.astype(np.uint16) if len(letters) < _WIDE else codes


def _differences(name: str, folded: Array, texts: Sequence[str]) -> dict[str, Array]:
    other = _joined(texts)
    places = np.flatnonzero(other != folded)
    return {f"{name}_places": places, f"{name}_characters": other[places]}


def _patched(arrays: Arrays, name: str, start: int, end: int) -> Array:
    places = arrays[f"{name}_places"]
    first, last = np.searchsorted(places, (start, end)).tolist()
    characters = arrays["characters"][start:end].astype(np.uint32)
    characters[places[first:last] - start] = arrays[f"{name}_characters"][first:last]
    return characters


def _string(arrays: Arrays, name: str, row: int) -> str | None:
    if arrays[f"{name}_missing"][row]:
        return None
    first, last = arrays[f"{name}_firsts"][row : row + 2].tolist()
    data: Any = arrays[f"{name}_bytes"][first:last]
    text: str = data.tobytes().decode("utf-8", "surrogatepass")
    return text
