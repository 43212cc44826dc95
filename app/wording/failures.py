"""Why a file was not read, and what should be known of one that was, in English."""

from __future__ import annotations

import re

from analysis.schema import Failure
from app.wording.text import Lang, text

_SHARED = frozenset(
    (
        "empty_file",
        "not_text",
        "nothing_left",
        "too_long",
        "damaged_file",
        "locked_file",
        "no_text",
        "json_without_text",
        "bloated_file",
        "too_slow",
        "reader_crashed",
        "pdf_scanned",
        "pdf_garbled",
        "pdf_empty",
        "pdf_pages",
        "old_word",
    )
)
"""Failures that ``wording.errors`` has a sentence for."""
_FAILURES: dict[str, str] = {
    "unsupported_format": ("{file}: this kind of file is not read. Save it as text first."),
    "missing_file": "{file}: there is no such file. Please check the path.",
    "unopened_file": "{file}: it cannot be opened as a file. Please check it and its permissions.",
    "changed_file": "{file}: it changed while it was imported and was not read. Import it again.",
    "empty_folder": "{file}: the folder holds no files. Please choose another.",
    "corpus_given": "{file}: it is a corpus, not a document. Give the original files instead.",
    "manifest_lost": (
        "{file}: the manifest.json of this corpus is missing, so that it cannot be read. Find it, "
        "or build the corpus again from the original files."
    ),
    "empty_zip": "{file}: the zip file holds no files. Please choose another.",
    "damaged_zip": "{file}: the zip file is damaged. Pack it again.",
    "damaged_member": "{file}: damaged inside the zip file. Pack it again.",
    "zip_password": "{file}: protected by a password. Remove it and import again.",
    "zip_members": "{file}: too many files in the zip file; the rest was not read. Split it.",
    "zip_size": "{file}: too large unpacked; the rest was not read. Split it.",
    "zip_ratio": "{file}: grows beyond measure when unpacked and was not read.",
    "zip_depth": "{file}: zip files nested too deep. Unpack the inner ones first.",
    "zip_method": "{file}: packed by a method that is not read. Pack it again as an ordinary zip.",
    "zip_overlap": "{file}: overlaps others in the zip file and was not read. Pack it again.",
    "file_size": "{file}: too large; it was not read. Split it into several files.",
    "table_rows": (
        "{file}: more rows than one table may have; it was not imported. Split it, or raise "
        "max_rows under [import] in the settings file."
    ),
    "table_size": "{file}: too large for one table; it was not imported. Split it.",
    "table_password": "{file}: protected by a password. Remove it and import again.",
    "damaged_table": "{file}: the table is damaged. Get a sound one and import that.",
    "empty_table": "{file}: the table is empty. Please choose another.",
    "sheet_memory": (
        "{file}: reading it took too much memory. A cell far out is likely the reason: copy what "
        "counts into a new table."
    ),
    "sheet_crashed": (
        "{file}: the program that reads it broke down: either for want of memory (a cell far out), "
        "or because the file is faulty. Copy what counts into a new table and import that."
    ),
    "open_quote": (
        "{file}: a quotation mark is never closed; it was not imported. Close it, or save the "
        "table again from a spreadsheet program."
    ),
    "no_such_column": "{file}: there is no column of that name; it was not imported.",
    "no_text_column": (
        "{file}: no column is seen to hold the text; it was not imported. Call that column 正文, "
        "or say which it is."
    ),
    "rows_without_text": (
        "{file}: some rows have no text and became no documents; the others are imported."
    ),
    "cut_beside": (
        "{file}: what stands above the header or beside the list is long; each document keeps only "
        "its beginning. All rows are imported."
    ),
    "merged_rows": (
        "{file}: quotation marks may have joined several rows into one document. Check the rows "
        "that are named."
    ),
    "broken_lines": "{file}: some lines are not JSON; the others are imported. Correct them.",
    "bad_json": "{file}: this is not proper JSON; it was not imported. Correct it and try again.",
    "deep_json": "{file}: this JSON goes too deep; it was not imported. Export it differently.",
    "no_objects": "{file}: this JSON holds no list of documents; it was not imported.",
}
_WARNINGS: tuple[tuple[re.Pattern[str], str], ...] = (
    (
        re.compile(r"有 (?P<n>\d+) 个字符已损坏"),
        "{n} characters are damaged beyond repair and shown as \ufffd.",
    ),
    (
        re.compile(r"有 (?P<n>\d+) 处注音造成的损坏"),
        "{n} places damaged by glosses could not be restored and are shown as \ufffd.",
    ),
    (re.compile(r"只有 (?P<n>\d+) 个汉字"), "Only {n} Chinese characters: counts mean nothing."),
    (
        re.compile(r"文件里嵌入了另一份文件"),
        "Another file is embedded in this one; the embedded part was not read.",
    ),
    (
        re.compile(r"第 (?P<pages>[\d、]+)(?: 等)? 页（共 (?P<n>\d+) 页）没有文字"),
        "Pages without text, perhaps scanned pictures, were not read: {n} (first {pages}).",
    ),
    (
        re.compile(r"第 (?P<pages>[\d、]+)(?: 等)? 页（共 (?P<n>\d+) 页）已损坏"),
        "Damaged pages were not read: {n} (first {pages}).",
    ),
    (
        re.compile(r"第 (?P<pages>[\d、]+)(?: 等)? 页（共 (?P<n>\d+) 页）有取不出"),
        "Pages with fonts that are not in the file, so text may be missing: {n} (first {pages}).",
    ),
    (
        re.compile(r"自动编号（一、二、等）不在文字里"),
        "Automatic numbers are not in the text and were not read; a docx would have them.",
    ),
    (
        re.compile(r"只读入中文的句段，另有 (?P<n>\d+) 个"),
        "Only the Chinese segments were read; {n} in other languages were not.",
    ),
    (
        re.compile(r"文件在中途断开"),
        "The file breaks off; what followed may be missing.",
    ),
    (
        re.compile(r"附件(?P<names>“.+”)(?: 等 (?P<n>\d+) 个)?没有导入，请另存"),
        "Attachments were not imported ({names}); save them and import them.",
    ),
    (re.compile(r"汉字只占 (?P<n>\d+%)"), "Only {n} Chinese characters: perhaps not Chinese."),
)


def failure_sentence(failure: Failure, lang: Lang) -> str:
    """Return why a file was not read and what to do (E1)."""
    if lang == "en" and failure.code in _SHARED:
        return text(f"error.{failure.code}", lang, file=failure.name)
    if lang == "zh" or failure.code not in _FAILURES:
        return failure.message
    return _FAILURES[failure.code].format(file=failure.name)


def warning_sentence(warning: str, lang: Lang) -> str:
    """Return what should be known about a document that was read."""
    if lang == "en":
        for pattern, said in _WARNINGS:
            match = pattern.search(warning)
            if match:
                return said.format(**match.groupdict())
    return warning
