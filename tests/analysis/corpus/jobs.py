"""Jobs as worker processes get them: functions that a fresh process imports by name."""

from __future__ import annotations

import os
import signal
import sys
import time
from pathlib import Path

from analysis.errors import UnknownNameError

PATIENCE = 60


def appears(path: Path) -> bool:
    """Wait until a file is there."""
    end = time.monotonic() + PATIENCE
    while not path.exists():
        if time.monotonic() > end:
            return False
        time.sleep(0.01)
    return True


def note(job: tuple[Path, int]) -> tuple[int, int]:
    """Leave a file named by the job; return its square and the process that did it."""
    folder, number = job
    (folder / f"{number}").write_text(str(number), encoding="utf-8")
    return number**2, os.getpid()


def hang_first(job: tuple[Path, int]) -> tuple[int, int]:
    """As ``note``, but the job 3 tells its process and waits; done again, it does not wait."""
    folder, number = job
    told = folder / "pid"
    if number == 3 and not told.exists():
        told.with_suffix(".new").write_text(str(os.getpid()), encoding="utf-8")
        told.with_suffix(".new").replace(told)
        time.sleep(2 * PATIENCE)
    return note(job)


def die_on_three(job: tuple[Path, int]) -> tuple[int, int]:
    """As ``note``, but the job 3 takes its process with it every time."""
    folder, number = job
    if number == 3:
        with (folder / "deaths").open("a", encoding="utf-8") as deaths:
            deaths.write("x")
        os.kill(os.getpid(), signal.SIGKILL)
    return note(job)


def refuse_three(job: tuple[Path, int]) -> tuple[int, int]:
    """As ``note``, but the job 3 is refused."""
    if job[1] == 3:
        message = "没有“三”"
        raise UnknownNameError(message, code="unknown_theme", name="三", choices=("一", "二"))
    return note(job)


def die() -> None:
    """End this process at once."""
    os.kill(os.getpid(), signal.SIGKILL)


def chatter(job: tuple[Path, int]) -> tuple[int, int]:
    """As ``note``, but says something on the way, in Python and below it."""
    print("said in Python", flush=True)  # noqa: T201 - what a library might do
    os.write(1, b"said below Python\n")
    return note(job)


def threads(_: object) -> dict[str, str]:
    """Return how many threads arithmetic may use here."""
    return {name: value for name, value in os.environ.items() if name.endswith("_NUM_THREADS")}


def loaded(module: str) -> bool:
    """Return whether a module was loaded before this job."""
    return module in sys.modules


def mains(_: object) -> tuple[str, list[str]]:
    """Return the program of this process and the modules that are copies of a main script."""
    file = sys.modules["__main__"].__file__ or ""
    return file, [name for name in sys.modules if name.startswith("__mp_main")]


def hang_always(job: tuple[Path, int]) -> None:
    """Leave a file named by the job and go on for long."""
    note(job)
    time.sleep(2 * PATIENCE)


def hang_from_one(job: tuple[Path, int]) -> tuple[int, int]:
    """As ``note``, but every job after the first goes on for long."""
    if job[1]:
        time.sleep(2 * PATIENCE)
    return note(job)


def meet(job: tuple[Path, int]) -> tuple[int, int]:
    """As ``note``, but the jobs 0 and 1 end only while both are done."""
    folder, number = job
    done = note(job)
    if not appears(folder / f"{1 - number}"):
        raise TimeoutError
    return done


def count(folder: Path) -> None:
    """Make a file longer by one."""
    with (folder / "count").open("a", encoding="utf-8") as counted:
        counted.write("x")


class OddError(Exception):
    """An error that cannot be made again from its text."""

    def __init__(self, place: str, reason: str) -> None:
        super().__init__(f"{place}{reason}")


def raise_oddly(_: object) -> None:
    """Raise an error that cannot be sent to another process."""
    place, reason = "甲", "坏了"
    raise OddError(place, reason)
