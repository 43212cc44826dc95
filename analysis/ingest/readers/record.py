"""A row of a table: text, and the fields that stood beside it."""

from __future__ import annotations

import json
from dataclasses import replace

from analysis.errors import UnsupportedFormatError
from analysis.ingest.characters import unify_lines
from analysis.ingest.containers.records import unpack_record
from analysis.ingest.readers.content import Content
from analysis.ingest.sniff import READ_FORMATS


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
        kind = "JSON"
        message = f"{name}：这是{kind}文件，目前不能读取；请先另存为文本。可读取：{READ_FORMATS}。"
        raise UnsupportedFormatError(
            message, code="unsupported_format", file=name, kind=kind, formats=READ_FORMATS
        )
    content = read_text("", unify_lines(record.text))
    n_damaged = record.text.count("\ufffd")
    warning = f"有 {n_damaged} 个字符已损坏，无法还原，显示为 \ufffd。"
    return replace(
        content,
        values={**content.values, **record.extra, **record.fields},
        warnings=(*content.warnings, *([warning] if n_damaged else [])),
    )
