"""Main text of saved web pages: ours beside trafilatura and readability."""

from __future__ import annotations

import csv
import time
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from functools import partial
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from statistics import mean, median
from typing import NamedTuple

from analysis.ingest.characters import unify_lines
from analysis.ingest.decoding.decode import decode
from analysis.ingest.documents import clean
from analysis.ingest.draft import Draft
from analysis.ingest.markup import strip_markup
from analysis.ingest.readers import page
from analysis.lexicon.pages import PageRules, load_pages
from benchmarks.inputs import Inputs
from benchmarks.timing import Result

LEAST = 0.96
"""Mean F1 that is promised."""
LOW = 0.8
"""F1 that every page has to reach."""
GRAM = 4
MANIFEST = "manifest.tsv"
ABOUT = """
The main text of saved pages, as `--pages FOLDER` gives them: `html/` holds pages as received,
`text/` their main text under the same names, `manifest.tsv` has the columns `file` and `site`.
The measure is F1 of runs of four characters, white space apart, a page at a time, with the
processor time a page takes. *Whole import* is what people get: field lines, editors and captions
are fields or taken out by then, also where the truth, the content element of the site, has them.
*Without selectors*: no name of an element that holds articles is known. The sites are put in
order; the rules were made while looking at pages of every other site, the first, third and so on
(*looked at*); of the others (*held out*) only the scores were seen. Where a site is a collection,
as one of those held out here, its pages may be of sites that were looked at.

Two of the pages held out were looked at when all was done, since every way to read fails on them.
Their truth is wrong: it holds most of the page with its navigation, comments and share prices.
What is read of them is the article, F1 0.436 and 0.109; the mean of the other 44 pages is 0.990.
Nothing was changed for them."""


class Page(NamedTuple):
    """A saved page and its main text."""

    source: str
    truth: str
    is_held_out: bool


class Score(NamedTuple):
    """F1 a page, and how long a page took, in seconds of processor."""

    values: tuple[float, ...]
    seconds: float


def measure(inputs: Inputs) -> list[Result]:
    """Score every way to read on the folders of pages."""
    return [result for folder in inputs.pages for result in _folder(folder)]


def f1(read: str, truth: str) -> float:
    """Return how well a text agrees with the true one, from 0 to 1.

    Examples
    --------
    >>> f1("扎实开展主题 教育", "扎实开展主题教育")
    1.0
    """
    ours, theirs = grams(read), grams(truth)
    shared = (ours & theirs).total()
    return 2 * shared / (ours.total() + theirs.total()) if shared else 0.0


def grams(text: str) -> Counter[str]:
    """Return the runs of four characters of a text without white space, counted."""
    text = "".join(text.split())
    return Counter(text[i : i + GRAM] for i in range(len(text) - GRAM + 1))


def load(folder: Path) -> list[Page]:
    """Return the pages of a folder in the order of its manifest."""
    with (folder / MANIFEST).open(encoding="utf-8", newline="") as lines:
        rows = list(csv.DictReader(lines, delimiter="\t"))
    held_out = set(sorted({row["site"] for row in rows})[1::2])
    return [_page(folder, row, row["site"] in held_out) for row in rows]


def _page(folder: Path, row: Mapping[str, str], is_held_out: bool) -> Page:  # noqa: FBT001
    decoded = decode((folder / "html" / row["file"]).read_bytes())
    truth = (folder / "text" / row["file"]).with_suffix(".txt").read_text("utf-8")
    return Page(decoded.text if decoded else "", truth, is_held_out)


def _folder(folder: Path) -> list[Result]:
    pages = load(folder)
    groups = {
        f"{folder.name}: {len(pages)} pages": pages,
        "looked at": [page for page in pages if not page.is_held_out],
        "held out": [page for page in pages if page.is_held_out],
    }
    results = []
    for what, read in _ways().items():
        goal = what in _PROMISED
        for on, some in groups.items():
            label = on if on.endswith("pages") else f"{on}: {len(some)} pages"
            results.append(_result(what, label, score(read, some), has_goal=goal))
    return results


def score(read: Callable[[str], str], pages: Sequence[Page]) -> Score:
    """Return how well a way to read does on pages."""
    begin = time.process_time()
    texts = [read(page.source) for page in pages]
    seconds = (time.process_time() - begin) / max(len(pages), 1)
    return Score(
        tuple(f1(text, page.truth) for text, page in zip(texts, pages, strict=True)), seconds
    )


def _result(what: str, on: str, found: Score, *, has_goal: bool) -> Result:
    n_low = sum(value < LOW for value in found.values)
    shown = (
        f"mean {mean(found.values):.3f}, median {median(found.values):.3f},"
        f" worst {min(found.values):.3f}, {n_low} under {LOW}; {found.seconds * 1000:.0f} ms a page"
    )
    if not has_goal:
        return Result(what, on, shown)
    met = mean(found.values) >= LEAST and not n_low
    return Result(what, on, shown, goal=f"mean {LEAST} or more, none under {LOW}", met=met)


def _ways() -> dict[str, Callable[[str], str]]:
    rules = load_pages()
    bare = rules._replace(selectors=())
    ways: dict[str, Callable[[str], str]] = {
        "main text": partial(_read, rules=rules),
        "main text, without selectors": partial(_read, rules=bare),
        "whole import": partial(_imported, rules=rules),
        "whole import, without selectors": partial(_imported, rules=bare),
    }
    return ways | _peers() | {"all text": _all_text}


_PROMISED = frozenset(("main text", "whole import"))


def _read(source: str, rules: PageRules) -> str:
    return page.read(unify_lines(source), rules).draft.text


def _imported(source: str, rules: PageRules) -> str:
    return clean(page.read(unify_lines(source), rules)).draft.text


def _all_text(source: str) -> str:
    return strip_markup(Draft.of(source)).text


def _peers() -> dict[str, Callable[[str], str]]:
    """Return the libraries that are there, by name and version."""
    ways = {"readability-lxml": _readability, "trafilatura": _trafilatura}
    return {f"{name} {version(name)}": way for name, way in ways.items() if _is_there(name)}


def _is_there(name: str) -> bool:
    try:
        version(name)
    except PackageNotFoundError:
        return False
    return True


def _readability(source: str) -> str:
    from readability import Document  # noqa: PLC0415 - large, and not everywhere

    return _all_text(Document(source).summary(html_partial=True))


def _trafilatura(source: str) -> str:
    from trafilatura import extract  # noqa: PLC0415

    return extract(source) or ""
