"""Corrections as a JSON file: made by the app, readable and writable by people.

::

    {
      "corrections": [
        {"action": "edit_figure", "doc": "总结", "start": 120, "text": "26万元",
         "before": "募集善款", "changes": {"value": 260000, "unit": "元"},
         "was": {"value": 26, "unit": "万元"}},
        {"action": "reject_figure", "doc": "总结", "start": 8, "text": "四个"},
        {"action": "add_figure", "doc": "总结", "start": 200, "text": "数十家",
         "figure": {"value": 20, "bound": "over", "unit": "家", "noun": "企业"}},
        {"action": "move_passage", "doc": "总结", "start": 180, "text": "会上通报了情况。",
         "organisation": "渝中区总工会"},
        {"action": "merge_organisations", "organisation": "区总工会", "into": "渝中区总工会"},
        {"action": "rename_organisation", "organisation": "渝中区总工会",
         "name": "重庆市渝中区总工会"},
        {"action": "dismiss_hint", "doc": "总结", "start": 120, "text": "46条", "hint": "parts",
         "other": {"doc": "总结", "start": 126, "text": "20条"}}
      ]
    }

The app writes more: ``id`` and ``made`` (when) of each, ``doc_id`` (SHA-256 of the file), what
stands ``before`` and ``after`` the text. Of ``doc`` and ``doc_id`` one will do; without ``start``
the text with what stands around it must be found exactly once. ``note`` is for people.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import asdict
from pathlib import Path
from sys import float_info
from types import MappingProxyType
from typing import TypeGuard

from analysis.errors import ResourceError
from analysis.lexicon.correction_fields import (
    FieldProblem,
    read_fields,
    read_figure,
    read_line,
    read_name,
)
from analysis.lexicon.texts import decode_text, read_text
from analysis.schema import (
    HINT_KINDS,
    Anchor,
    Correction,
    Deed,
    FieldValue,
    FigureAddition,
    FigureEdit,
    FigureRejection,
    HintDismissal,
    OrganisationMerge,
    OrganisationRename,
    PassageMove,
    Placed,
)

_BROKEN = re.compile("[\ud800-\udfff]")
"""Half of a character, which some texts hold and no file can."""


def load_corrections(path: Path) -> tuple[Correction, ...]:
    """Read corrections from a JSON file.

    Raises
    ------
    ResourceError
        The file cannot be read, or has a mistake; names file and entry.
    """
    return read_corrections(read_text(path, _unreadable), name=path.name)


def decode_corrections(data: bytes, *, name: str) -> str:
    """Return the text of a file called ``name``.

    Raises
    ------
    ResourceError
        It is not UTF-8.
    """
    return decode_text(data, name, _unreadable)


def _unreadable(name: str, why: Exception) -> ResourceError:
    message = f"更正文件“{name}”读不出来（{why}）。请检查文件是否存在、是否为 UTF-8 编码。"
    return ResourceError(message, code="corrections_unreadable", file=name)


def read_corrections(text: str, *, name: str) -> tuple[Correction, ...]:
    """Return the corrections in a JSON text from a file called ``name``.

    Raises
    ------
    ResourceError
        The text is no JSON, or an entry has a mistake; names the file and the entry.
    """
    try:
        content = json.loads(text.removeprefix("\ufeff"))
    except (ValueError, RecursionError) as error:
        message = f"更正文件“{name}”不是正确的 JSON（{error}）。请改正后再试。"
        raise ResourceError(
            message, code="corrections_syntax", file=name, problem=str(error)
        ) from error
    entries = content.get("corrections") if isinstance(content, dict) else None
    if not isinstance(entries, list):
        message = f"“{name}”不是更正文件：里面没有 corrections 这一列。"
        raise ResourceError(message, code="corrections_missing", file=name)
    return read_entries(entries, name=name)


def read_entries(entries: Sequence[object], *, name: str) -> tuple[Correction, ...]:
    """Return corrections from the list that a file holds.

    Raises
    ------
    ResourceError
        An entry has a mistake; entries count from 1.
    """
    corrections = []
    for number, entry in enumerate(entries, start=1):
        try:
            corrections.append(_correction(entry))
        except FieldProblem as error:
            message = f"更正文件“{name}”的第 {number} 条：{error}。请改正后再试。"
            raise ResourceError(
                message, code="corrections_entry", file=name, entry=number, problem=str(error)
            ) from error
    return tuple(corrections)


def dump_corrections(corrections: Iterable[Correction]) -> str:
    """Return corrections as the text of a JSON file; reading it gives the same corrections."""
    content = {"corrections": entries_of(corrections)}
    text = json.dumps(content, ensure_ascii=False, indent=1) + "\n"
    return _BROKEN.sub(lambda sign: f"\\u{ord(sign.group()):04x}", text)


def entries_of(corrections: Iterable[Correction]) -> list[dict[str, object]]:
    """Return corrections as the list that a file holds."""
    return [_entry(correction) for correction in corrections]


def checked(correction: Correction) -> Correction:
    """Return a correction as it will be read back.

    Raises
    ------
    FieldProblem
        It would not be.
    """
    return _correction(_entry(correction))


def new_id(content: str) -> str:
    """Return an id for a correction with some content; that of another content is another one."""
    return hashlib.sha256(content.encode("utf-8", "surrogatepass")).hexdigest()[:12]


def _correction(entry: object) -> Correction:
    if not isinstance(entry, dict):
        message = "一条更正要写在花括号里"
        raise FieldProblem(message)
    action = entry.get("action")
    if not isinstance(action, str) or action not in _READERS:
        message = f"没有“{action}”这种更正；可用的有：{'、'.join(_READERS)}"
        raise FieldProblem(message)
    deed = _READERS[action](entry)
    identity = _line(entry, "id") or new_id(json.dumps(asdict(deed), sort_keys=True))
    made, note = (_BROKEN.sub("\ufffd", _text(entry, name)) for name in ("made", "note"))
    return Correction(identity, made, deed, note)


def _line(entry: Mapping[str, object], name: str) -> str:
    return read_line(name, entry.get(name, ""))


def _text(entry: Mapping[str, object], name: str) -> str:
    value = entry.get(name, "")
    if not isinstance(value, str):
        message = f"“{name}”要是一串字"
        raise FieldProblem(message)
    return value


def _group(entry: Mapping[str, object], name: str) -> Mapping[str, object]:
    value = entry.get(name, {})
    if not isinstance(value, dict):
        message = f"“{name}”要写在花括号里"
        raise FieldProblem(message)
    return value


def _anchor(entry: Mapping[str, object]) -> Anchor:
    start, text = entry.get("start", -1), _text(entry, "text")
    if isinstance(start, bool) or not isinstance(start, int) or start < -1:
        message = "“start”要是一个数"
        raise FieldProblem(message)
    if not text:
        message = "“text”不能是空的"
        raise FieldProblem(message)
    doc_id, doc = _text(entry, "doc_id"), _text(entry, "doc")
    if not doc_id and not doc:
        message = "缺少“doc”"
        raise FieldProblem(message)
    return Anchor(doc_id, doc, start, text, _text(entry, "before"), _text(entry, "after"))


def _read_edit(entry: Mapping[str, object]) -> Deed:
    changes = read_fields(_group(entry, "changes"))
    if not changes:
        message = "一栏也没有改"
        raise FieldProblem(message)
    was: dict[str, FieldValue] = {
        name: value for name, value in _group(entry, "was").items() if _is_former(value)
    }
    return FigureEdit(_anchor(entry), changes, was)


def _is_former(value: object) -> TypeGuard[FieldValue]:
    """Return whether a field may have held a value; what people alone read is not refused."""
    if isinstance(value, str):
        return not _BROKEN.search(value)
    if isinstance(value, int | float):
        return abs(value) <= float_info.max
    return value is None


def _read_dismissal(entry: Mapping[str, object]) -> Deed:
    hint = entry.get("hint")
    if hint not in HINT_KINDS:
        message = f"没有“{hint}”这种提示；有：{'、'.join(HINT_KINDS)}"
        raise FieldProblem(message)
    return HintDismissal(_anchor(entry), _anchor(_group(entry, "other")), str(hint))


def _owner(entry: Mapping[str, object], name: str) -> str | None:
    value = entry.get(name)
    return None if value is None else read_name(name, value)


def _read_move(entry: Mapping[str, object]) -> Deed:
    if "organisation" not in entry:
        message = "缺少“organisation”"
        raise FieldProblem(message)
    return PassageMove(_anchor(entry), _owner(entry, "organisation"), _owner(entry, "was"))


def _names(entry: Mapping[str, object], other: str) -> tuple[str, str, str, str]:
    one, two = (read_name(name, entry.get(name)) for name in ("organisation", other))
    if one == two:
        message = "两个名称是同一个"
        raise FieldProblem(message)
    return one, two, _line(entry, "short"), _line(entry, "kind")


_READERS: Mapping[str, Callable[[Mapping[str, object]], Deed]] = MappingProxyType(
    {
        "edit_figure": _read_edit,
        "reject_figure": lambda entry: FigureRejection(_anchor(entry)),
        "add_figure": lambda entry: FigureAddition(
            _anchor(entry), read_figure(_group(entry, "figure"))
        ),
        "move_passage": _read_move,
        "merge_organisations": lambda entry: OrganisationMerge(*_names(entry, "into")),
        "rename_organisation": lambda entry: OrganisationRename(*_names(entry, "name")),
        "dismiss_hint": _read_dismissal,
    }
)
ACTIONS: Mapping[type[Deed], str] = MappingProxyType(
    {
        FigureEdit: "edit_figure",
        FigureRejection: "reject_figure",
        FigureAddition: "add_figure",
        PassageMove: "move_passage",
        OrganisationMerge: "merge_organisations",
        OrganisationRename: "rename_organisation",
        HintDismissal: "dismiss_hint",
    }
)
"""What a kind of correction is called in a file."""


def _entry(correction: Correction) -> dict[str, object]:
    deed = correction.deed
    entry: dict[str, object] = {"action": ACTIONS[type(deed)], "id": correction.id}
    values = asdict(deed)
    if isinstance(deed, Placed | HintDismissal):
        values = {**values.pop("at"), **values}
    entry |= {"made": correction.made, **values, "note": correction.note}
    empty = {name for name in ("made", "note", "was", "short", "kind") if not entry.get(name)}
    return {name: value for name, value in entry.items() if name not in empty}
