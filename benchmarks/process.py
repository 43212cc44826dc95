"""What a fresh process does to be weighed: ``python -m benchmarks.process MODE PATH...``."""

from __future__ import annotations

import json
import os
import sys
import time
from collections import Counter
from pathlib import Path

STARTED = time.time()


def main(mode: str, paths: list[str]) -> None:
    """Do the work of ``mode`` and print the seconds since the process began and the memory."""
    {"build": _build, "plain": _plain, "import": _import}[mode](paths)
    print(json.dumps({"seconds": time.time() - _begin(), "megabytes": megabytes()}))


def _import(_paths: list[str]) -> None:
    import analysis.corpus.store  # noqa: F401, PLC0415 - what is weighed
    import analysis.tables.frequency  # noqa: F401, PLC0415


def _build(paths: list[str]) -> None:
    from analysis.corpus.build import build_corpus  # noqa: PLC0415 - what is weighed
    from analysis.corpus.select import select  # noqa: PLC0415
    from analysis.corpus.store import read_sources  # noqa: PLC0415
    from analysis.tables.frequency import frequency  # noqa: PLC0415

    corpus = build_corpus(read_sources([Path(path) for path in paths])[0])
    frequency(corpus, select(corpus))


def _plain(paths: list[str]) -> None:
    from analysis.annotate.stock import load_jieba  # noqa: PLC0415 - what is weighed

    jieba = load_jieba()
    counter: Counter[str] = Counter()
    for path in sorted(Path(paths[0]).iterdir()):
        counter.update(jieba.lcut(path.read_text(encoding="utf-8")))
    counter.most_common()


def _begin() -> float:
    """Return when the process began, in seconds of the clock; on Linux before Python did."""
    try:
        ticks = int(
            Path("/proc/self/stat").read_text(encoding="ascii").rsplit(")", 1)[1].split()[19]
        )
        uptime = float(Path("/proc/uptime").read_text(encoding="ascii").split()[0])
    except OSError:
        return STARTED
    return time.time() - uptime + ticks / os.sysconf("SC_CLK_TCK")


def megabytes() -> float:
    """Return the most memory taken so far in MB, 0 where the system does not tell.

    Linux hands the peak of the parent down in ``ru_maxrss``, so its own account is read there.
    """
    status = Path("/proc/self/status")
    if status.exists():
        lines = status.read_text(encoding="ascii").splitlines()
        return next(int(line.split()[1]) for line in lines if line.startswith("VmHWM")) * 1024 / 1e6
    try:
        import resource  # noqa: PLC0415 - not on Windows
    except ImportError:
        return 0.0
    unit = 1 if sys.platform == "darwin" else 1024
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * unit / 1e6


def resident() -> tuple[float, float]:
    """Return the memory of this process in MB: its own, and pages of files that it maps.

    Mapped pages are in the memory once, however many processes map them, and the system takes them
    back when it needs room. Zeros where the system does not tell.
    """
    place = Path("/proc/self/status")
    if not place.exists():
        return 0.0, 0.0
    lines = (line.split() for line in place.read_text(encoding="ascii").splitlines())
    sizes = {words[0]: int(words[1]) * 1024 / 1e6 for words in lines if words[-1:] == ["kB"]}
    return sizes["RssAnon:"], sizes["RssFile:"] + sizes["RssShmem:"]


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2:])
