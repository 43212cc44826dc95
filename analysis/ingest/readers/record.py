"""A row of a table: text, and the fields that stood beside it."""

from __future__ import annotations

import json
from dataclasses import replace

from analysis.ingest.characters import unify_lines
from analysis.ingest.containers.records import unpack_record
from analysis.ingest.readers.content import Content
from analysis.ingest.refusals import json_without_text


def read(name: str, data: bytes) -> Content:
    """Return the content of a record; its text may be plain, Markdown, a fragment or a page.

    What stands beside the text goes before what the text says itself.

    Raises
    ------
    UnsupportedFormatError
        JSON that is no record.
    """
    from analysis.ingest.readers import read_text  # noqa: PLC0415 - which names this reader

    record = None
    try:
        record = unpack_record(json.loads(data))
    except (ValueError, RecursionError):
        record = None
    if record is None:
        raise json_without_text(name)
    content = read_text("", unify_lines(record.text))
    n_damaged = record.text.count("\ufffd")
    warning = f"有 {n_damaged} 个字符已损坏，无法还原，显示为 \ufffd。"
    return replace(
        content,
        values={**content.values, **record.extra, **record.fields},
        warnings=(*content.warnings, *([warning] if n_damaged else [])),
    )
