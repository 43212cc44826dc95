"""The results as a table, on the terminal and in ``benchmarks/README.md``."""

from __future__ import annotations

import datetime as dt
import os
import platform
from collections.abc import Sequence
from pathlib import Path

from benchmarks.timing import Result

README = Path(__file__).parent / "README.md"
BEGIN, END = "<!-- results of the last run -->", "<!-- end of results -->"


def table(results: Sequence[Result]) -> str:
    """Return the results as a Markdown table."""
    lines = [
        "| what | on | here | plain | times better | goal |",
        "| --- | --- | --- | --- | --- | --- |",
    ]
    for result in results:
        ratio = "" if result.ratio is None else f"{result.ratio:.1f}"
        cells = (result.what, result.on, result.ours, result.plain, ratio, result.goal)
        lines.append(f"| {' | '.join(cells)} |")
    return "\n".join(lines)


def machine() -> str:
    """Return when and on what the run took place."""
    today = dt.datetime.now(tz=dt.UTC).date().isoformat()
    load = f", load {os.getloadavg()[0]:.1f} at the end" if hasattr(os, "getloadavg") else ""
    system = f"{platform.system()} {platform.machine()}"
    python = platform.python_version()
    return f"{today}, Python {python}, {system}, {os.cpu_count()} cores{load}."


def write(results: Sequence[Result], path: Path = README) -> None:
    """Put the results between the marks of a README."""
    text = path.read_text(encoding="utf-8")
    before, _, rest = text.partition(BEGIN)
    _, _, after = rest.partition(END)
    path.write_text(
        f"{before}{BEGIN}\n{machine()}\n\n{table(results)}\n{END}{after}", encoding="utf-8"
    )
