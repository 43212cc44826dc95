"""JSON: a list of objects, an object of lists, one object, one a line."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any

from analysis.ingest.containers.columns import is_text_name
from analysis.ingest.containers.grid import MAX_CELLS, Grid, Line, Note, TableError
from analysis.lexicon.tables import plain_name

MAX_LEVELS = 12
"""Levels of objects in objects whose keys become columns; deeper ones stay as they are written."""
LIST_LEVELS = 3
"""Levels within which a list of objects is looked for."""
MAX_VALUE, MAX_BESIDE = 200, 2000
"""Characters of one value beside the list of documents, and of all, that each document repeats."""
SHOWN = 10
ITEM = "text"

Object = Mapping[str, Any]


def parse(text: str) -> object:
    """Return the content of a JSON text.

    Raises
    ------
    TableError
        It is not JSON, or goes too deep; says where.
    """
    try:
        return json.loads(text)
    except json.JSONDecodeError as error:
        place = f"第 {error.lineno} 行第 {error.colno} 个字符"
        message = f"不是正确的 JSON（{place}），没有导入；请改正后再试。"
        raise TableError(message, "bad_json") from error
    except (RecursionError, ValueError) as error:  # a number of thousands of digits, too
        message = "JSON 套得太深或数字太长，读不出来，没有导入；请换一种方式导出。"
        raise TableError(message, "deep_json") from error


def grid_of(content: object, text_column: str) -> tuple[Grid, bool]:
    """Return the objects of some content, one a line, their keys as columns.

    Returns
    -------
    tuple
        The grid, and whether the content is one object that is one document.

    Raises
    ------
    TableError
        There are none, or their keys make too many columns.
    """
    single = _is_single(content, text_column)
    beside, items = ({}, [content]) if single else _find_items(content)
    if not items:
        message = "JSON 里没有找到文档（要有对象的列表，每个对象一篇），没有导入。"
        raise TableError(message, "no_objects")
    flat = [_flat(item) if isinstance(item, dict) else {ITEM: _written(item)} for item in items]
    shared, notes = _shortened(_flat(beside))
    grid = _grid([(n, {**shared, **one}) for n, one in enumerate(flat, start=1)])
    return grid._replace(notes=notes), len(items) == 1 and items[0] is content


def _shortened(beside: Mapping[str, str]) -> tuple[dict[str, str], tuple[Note, ...]]:
    """Return what stands beside a list, short enough to be repeated in each of its documents."""
    kept: dict[str, str] = {}
    left = MAX_BESIDE
    for key, value in beside.items():
        kept[key] = value[: min(MAX_VALUE, max(left, 0))]
        left -= len(kept[key])
    if kept == beside:
        return kept, ()
    message = (
        f"文档列表以外的内容太长，每篇里每项只留前 {MAX_VALUE} 个字、"
        f"合计 {MAX_BESIDE} 个字；其余照常导入。"
    )
    return {key: value for key, value in kept.items() if value}, (Note(message, "cut_beside"),)


def _is_single(content: object, text_column: str) -> bool:
    """Return whether some content is one object with a text of its own."""
    if not isinstance(content, dict) or (len(content) > 1 and _of_columns(content)):
        return False
    flat = _flat(content)
    return any(_holds_text(key, text_column) and flat[key].strip() for key in flat)


def read_lines(text: str) -> tuple[Grid, str]:
    """Return the objects of a text with one in each line, and a sentence on broken lines.

    Raises
    ------
    TableError
        No line is an object, or their keys make too many columns.
    """
    numbered: list[tuple[int, dict[str, str]]] = []
    broken: list[int] = []
    for number, line in enumerate(text.split("\n"), start=1):
        if not line.strip():
            continue
        content = _object_in(line)
        if content is None:
            broken.append(number)
        else:
            numbered.append((number, _flat(content)))
    if not numbered:
        message = "没有一行是正确的 JSON 对象，没有导入；请检查文件。"
        raise TableError(message, "bad_json")
    return _grid(numbered), _told(broken)


def is_lines(text: str, n_lines: int) -> bool:
    """Return whether the first lines of a text are objects; one of several may be broken."""
    lines = [line for line in text.split("\n", n_lines)[:n_lines] if line.strip()]
    objects = [line for line in lines if _object_in(line) is not None]
    return len(objects) > len(lines) / 2


def _told(broken: Sequence[int]) -> str:
    if not broken:
        return ""
    shown = "、".join(map(str, broken[:SHOWN])) + "……" * (len(broken) > SHOWN)
    return f"有 {len(broken)} 行不是正确的 JSON（第 {shown} 行），没有导入，其余照常导入；请改正。"


def _object_in(line: str) -> Object | None:
    if "{" not in line[:40]:
        return None
    try:
        content = json.loads(line)
    except (ValueError, RecursionError):
        return None
    return content if isinstance(content, dict) else None


def _grid(numbered: Sequence[tuple[int, dict[str, str]]]) -> Grid:
    columns = tuple(dict.fromkeys(key for _, one in numbered for key in one))
    if len(columns) * len(numbered) > MAX_CELLS:
        message = (
            f"太大（{len(numbered)} 条，共 {len(columns)} 种键），没有导入；"
            "请拆成几个文件，或让每条用同样的键。"
        )
        raise TableError(message, "table_size")
    lines = [Line(n, [one.get(column, "") for column in columns]) for n, one in numbered]
    return Grid("", lines, _short(columns))


def _short(columns: Sequence[str]) -> tuple[str, ...]:
    """Return the last part of each key, where that is one key's alone."""
    last = [column.rpartition(".")[2] for column in columns]
    counts = Counter(last)
    return tuple(
        short if counts[short] == 1 else column for short, column in zip(last, columns, strict=True)
    )


def _holds_text(key: str, text_column: str) -> bool:
    short = key.rpartition(".")[2]
    if text_column:
        return plain_name(text_column) in {plain_name(key), plain_name(short)}
    return is_text_name(short)


def _find_items(content: object) -> tuple[Object, Sequence[object]]:
    """Return what stands beside the list of the documents, and the list."""
    if isinstance(content, list):
        return {}, _items(content)
    if not isinstance(content, dict):
        return {}, ()
    by_column = _of_columns(content)
    if by_column:
        return {}, by_column
    values = list(content.values())
    if len(values) > 1 and all(isinstance(value, dict) for value in values):
        return {}, values
    path, items = _longest_list(content, LIST_LEVELS)
    if items:
        return _without(content, path), items
    return {}, [content]


def _items(content: Sequence[object]) -> Sequence[object]:
    """Return the elements of a list if they are objects or texts."""
    kinds = (dict, str)
    return content if content and all(isinstance(item, kinds) for item in content) else ()


def _of_columns(content: Object) -> list[Object]:
    """Return the objects that lists of equal length make up: {"text": [...], "title": [...]}."""
    lists = list(content.values())
    if not lists or not all(isinstance(one, list) and one for one in lists):
        return []
    is_even = len({len(one) for one in lists}) == 1
    if not is_even or any(isinstance(item, (dict, list)) for one in lists for item in one):
        return []
    return [dict(zip(content, items, strict=True)) for items in zip(*lists, strict=True)]


def _longest_list(content: Object, levels: int) -> tuple[tuple[str, ...], Sequence[object]]:
    """Return the longest list of objects in an object and the keys that lead to it."""
    best: tuple[tuple[str, ...], Sequence[object]] = ((), ())
    for key, value in content.items():
        path: tuple[str, ...] = ()
        items: Sequence[object] = ()
        if isinstance(value, list) and all(isinstance(item, dict) for item in value):
            items = value
        elif isinstance(value, dict) and levels > 1:
            path, items = _longest_list(value, levels - 1)
        if len(items) > len(best[1]):
            best = (key, *path), items
    return best


def _without(content: Object, path: Sequence[str]) -> Object:
    key, *rest = path
    inner = _without(content[key], rest) if rest else None
    return {k: (inner if k == key else v) for k, v in content.items() if k != key or inner}


def _flat(content: Object, before: str = "", level: int = 1) -> dict[str, str]:
    """Return the values of an object as texts; of objects in it as ``outer.inner``."""
    flat: dict[str, str] = {}
    for key, value in content.items():
        name = f"{before}{key}"
        if isinstance(value, dict) and value and level < MAX_LEVELS:
            flat |= _flat(value, f"{name}.", level + 1)
        else:
            flat[name] = _written(value)
    return flat


def _written(value: object) -> str:
    """Return a value as text: a list of texts is paragraphs, nothing is empty."""
    if isinstance(value, str):
        return value
    if value is None:
        return ""
    if isinstance(value, list) and all(isinstance(item, (str, int, float)) for item in value):
        return "\n".join(map(str, value))
    return json.dumps(value, ensure_ascii=False)
