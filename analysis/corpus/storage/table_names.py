"""How the Parquet files of a segment are called: after its documents and what each layer needs."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence

from analysis.annotate.corrections import DocumentCorrections
from analysis.corpus.storage.engine import LAYERS, layer_key
from analysis.corpus.storage.files import TABLES
from analysis.schema import Document, Settings


def table_files(
    documents: Sequence[Document], settings: Settings, corrections: DocumentCorrections
) -> dict[str, str]:
    """Return the name of the file of each table of documents with corrections over them."""
    content = _content_digest(documents)
    made_of = {layer: f"{layer_key(layer, settings)} {content}" for layer in LAYERS}
    made_of["names"] += corrections.digest(documents)
    return {
        table: f"{table}-{_digest(made_of[layer])}.parquet"
        for layer in LAYERS
        for table in TABLES[layer]
    }


def _content_digest(documents: Sequence[Document]) -> str:
    digest = hashlib.sha256()
    for document in documents:
        parts = [document.doc_id, document.name, document.path, document.text]
        parts += [document.encoding or "", str(len(document.removals)), *document.warnings]
        digest.update("\0".join(parts).encode("utf-8", "surrogatepass"))
        digest.update(json.dumps(vars(document.metadata), sort_keys=True).encode())
    return digest.hexdigest()


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()[:16]
