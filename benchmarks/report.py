"""The results as tables, on the terminal and in ``benchmarks/README.md``.

A suite that was not run keeps the results of its last run, with the day and the machine.
"""

from __future__ import annotations

import datetime as dt
import os
import platform
import re
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from benchmarks.timing import Result

README = Path(__file__).parent / "README.md"
MISSED = "missed"
SUMMARY = "Goals missed"
_CELLS = 6


class Section(NamedTuple):
    """What a suite measures, in words, and what came out."""

    about: str
    results: Sequence[Result]


INTRODUCTION = """# Benchmarks

This page is written by `make bench`, or `python -m benchmarks`, which measures on the machine
where it runs. A suite that was not run keeps its last results.

```
make bench                                       # the seeds, and a corpus made of their sentences
make bench FOLDER="docs laws.zip" CORPUS="big"   # files and corpora of your own, measured too
make bench PAGES="pages"                         # saved web pages with their main text
python -m benchmarks --suite building --folder laws.zip
```

Times of one machine say little about another, and on a busy one they vary from minute to minute.
So everything that can be is measured against something plain **in the same run**; what is meant
to be compared is *times better*. Files are in the system's cache: nothing is measured from a
cold disk but what says so. `FOLDER` is a folder or zip file with documents of any format that the
program reads, `CORPUS` a folder that `python -m analysis build` wrote. A big one is made like
this:

```
python -m benchmarks.resampled --source laws.zip --output files --documents 100000
python -m analysis build files --corpus big
```

`resampled` writes reports of 200 invented organisations over 22 years out of runs of consecutive
sentences of the source: lengths are lognormal with a mean of 1,050 characters, the largest
organisation has a tenth of the documents. The same source, seed and number give the same
document. What this is not: a sentence comes back several times in a big corpus, and the
vocabulary is that of the source and of invented names, smaller than that of as many real
documents."""


HEAD = """| what | on | here | plain | times better | goal |
| --- | --- | --- | --- | --- | --- |"""


def table(results: Sequence[Result]) -> str:
    """Return results as a Markdown table."""
    return "\n".join((HEAD, *map(row, results)))


def row(result: Result) -> str:
    """Return the line of a result in a Markdown table."""
    ratio = "" if result.ratio is None else f"{result.ratio:.3g}"
    goal = result.goal if result.met else f"{result.goal}: **{MISSED}**"
    cells = (result.what, result.on, result.ours, result.plain, ratio, goal)
    return f"| {' | '.join(cells)} |"


def machine() -> str:
    """Return when and on what the run took place."""
    today = dt.datetime.now(tz=dt.UTC).date().isoformat()
    load = f", load {os.getloadavg()[0]:.1f} at the end" if hasattr(os, "getloadavg") else ""
    system = f"{platform.system()} {platform.machine()}"
    python = platform.python_version()
    return f"{today}, Python {python}, {system}, {os.cpu_count()} cores{load}."


def text_of(section: Section) -> str:
    """Return a section as it stands below its heading."""
    return f"{section.about.strip()}\n\n{machine()}\n\n{table(section.results)}"


def write(sections: Mapping[str, Section], path: Path = README) -> None:
    """Put sections into a README; sections of other suites stay, the missed goals come first."""
    old = path.read_text(encoding="utf-8") if path.exists() else ""
    parts = dict(part.split("\n", 1) for part in re.split(r"^## ", old, flags=re.MULTILINE)[1:])
    parts.pop(SUMMARY, None)
    parts |= {name: f"\n{text_of(section)}\n\n" for name, section in sections.items()}
    body = "".join(f"## {name}\n\n{text.strip()}\n\n" for name, text in parts.items())
    summary = f"## {SUMMARY}\n\n{_missed(body)}\n\n"
    path.write_text(f"{INTRODUCTION}\n\n{summary}{body}".rstrip() + "\n", encoding="utf-8")


def _missed(body: str) -> str:
    """Return the goals that a text of tables tells to be missed, one a line."""
    rows = [
        [cell.strip() for cell in line.strip("|").split("|")]
        for line in body.splitlines()
        if line.endswith(f"**{MISSED}** |")
    ]
    told = [
        f"- {row[0]} ({row[1]}): {_measured(row)}; the goal is {row[5].partition(':')[0]}"
        for row in rows
        if len(row) == _CELLS
    ]
    return "\n".join(told) or "None of those that were measured."


def _measured(row: Sequence[str]) -> str:
    return f"{row[2]}, {row[4]} times better than {row[3]}" if row[4] else row[2]
