"""What import contracts cannot see: pages neither compute on frames nor cache by themselves."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
VIEWS = sorted((ROOT / "app" / "views").glob("*.py"))
FRAME_VERBS = frozenset(
    {
        *("agg", "aggregate", "apply", "applymap", "assign", "astype", "at", "cumsum", "describe"),
        *("drop", "drop_duplicates", "dropna", "explode", "fillna", "groupby", "iat"),
        *("idxmax", "idxmin", "iloc", "isin", "loc"),
        *("mean", "median", "melt", "merge", "nlargest", "nsmallest", "pipe", "pivot"),
        *("pivot_table", "rank", "reindex", "rename", "reset_index", "resample"),
        *("rolling", "set_index", "sort_index", "sort_values", "stack", "std", "to_numpy"),
        *("transform", "unstack", "value_counts"),
    }
)
"""What a page would do to a table instead of asking ``analysis`` for the right one.

Going through the rows of a table to draw them is no computing; names that other objects share
(``query``, ``filter``, ``map``) are left out.
"""


def frame_verbs(source: str) -> list[str]:
    """Return ``line: verb`` of every frame verb that the source calls or indexes with."""
    tree = ast.parse(source)
    found = sorted(
        (node.lineno, node.attr)
        for node in ast.walk(tree)
        if isinstance(node, ast.Attribute) and node.attr in FRAME_VERBS
    )
    return [f"{line}: {verb}" for line, verb in found]


def test_frame_verbs_are_found():
    source = "top = table.groupby('doc')['n'].sum()\nfirst = table.iloc[0]\nshown = table.head(3)\n"
    assert frame_verbs(source) == ["1: groupby", "2: iloc"]


def test_there_are_pages():
    assert VIEWS


@pytest.mark.parametrize("page", VIEWS, ids=lambda path: path.stem)
def test_page_does_not_compute(page: Path):
    assert frame_verbs(page.read_text(encoding="utf-8")) == []


@pytest.mark.parametrize(
    "path",
    [
        path
        for path in sorted((ROOT / "app").rglob("*.py"))
        if not path.is_relative_to(ROOT / "app" / "cache")
    ],
    ids=lambda path: str(path.relative_to(ROOT)),
)
def test_only_the_cache_caches(path: Path):
    tree = ast.parse(path.read_text(encoding="utf-8"))
    cached = [
        f"{node.lineno}: {node.attr}"
        for node in ast.walk(tree)
        if isinstance(node, ast.Attribute) and node.attr in {"cache_data", "cache_resource"}
    ]
    assert cached == []


@pytest.mark.parametrize("folder", ["analysis", "app"])
def test_no_module_is_a_drawer_for_everything(folder: str):
    names = {path.stem for path in (ROOT / folder).rglob("*.py")}
    assert names.isdisjoint({"utils", "util", "helpers", "helper", "misc", "common_utils", "core"})
