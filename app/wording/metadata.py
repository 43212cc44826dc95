"""Strings of the page 文档 about correcting what is stated of documents, many at once."""

from __future__ import annotations

from app.wording.text import Texts

TEXTS: Texts = {
    "documents.edit_many": ("在表里改信息", "Edit details in a table"),
    "documents.edit_table": ("改信息", "Edit details"),
    "documents.edit_note": (
        "{n} 篇 · 双击格子就能改，改完一起保存；日期写成 2021-12-30、2021-12 或 2021",
        (
            "{n} documents · double-click a cell, then save all at once; dates as 2021-12-30, "
            "2021-12 or 2021"
        ),
    ),
    "documents.edit_more": (
        "范围内还有 {n} 篇；缩小范围就能改到。",
        "{n} more in scope; narrow the scope to edit them.",
    ),
    "documents.save_n": ("保存 {n} 篇的改动", "Save changes of {n} documents"),
}
