"""The app in a real browser: first chart, fresh and again; from a click to its redraw."""

from __future__ import annotations

import os
import re
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from benchmarks.inputs import Inputs
from benchmarks.texts import SEEDS
from benchmarks.timing import Result, limited, seconds, show_seconds

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

BROWSERS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
FLAGS = ("--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking")
ADDRESS = re.compile(r"http://127\.0\.0\.1:\d+")
CHART = ".st-key-overview-words .barlayer path"
CLICKS = 9
MILLISECONDS = 120_000
ON = "the page 总览 on the seeds"
ABOUT = """
`python -m app` on the seeds in a real Chromium: from opening the page to the first chart, and
from a click on a bar to its sentences, the driver's own delay included. The first line is a
first start, which builds the seeds on the way."""


def measure(inputs: Inputs) -> list[Result]:
    """Time the first chart and the redraw after a click; nothing without a browser."""
    del inputs
    found = next((path for name in BROWSERS if (path := shutil.which(name))), None)
    if found is None:
        return [Result("first chart in a browser", ON, "not measured: no Chromium found")]
    from playwright.sync_api import sync_playwright  # noqa: PLC0415 - only for this suite

    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=found, args=list(FLAGS))
        with served(Path(folder)) as address:
            first = seconds(partial(first_chart, browser, address))
        with served(Path(folder)) as address:
            cold = seconds(partial(first_chart, browser, address))
            warm = min(seconds(partial(first_chart, browser, address)) for _ in range(3))
            redraw = statistics.median(clicks(open_overview(browser, address)))
        browser.close()
    return [
        Result("opening to first chart, samples built on the way", ON, show_seconds(first)),
        limited("the same in a fresh process", ON, cold, 3),
        limited("the same again, new browser window", ON, warm, 1.5),
        limited(f"click on a bar to its sentences, median of {CLICKS}", ON, redraw, 0.15),
    ]


@contextmanager
def served(folder: Path) -> Iterator[str]:
    """Run ``python -m app`` with its data in ``folder`` and give its address."""
    said = folder / "said.txt"
    with said.open("wb") as output:
        process = subprocess.Popen(
            [sys.executable, "-m", "app", "--no-browser", "--port", "0"],
            cwd=SEEDS.parent,
            env=os.environ | {"WENJIAN_DATA": str(folder)},
            stdout=output,
            stderr=subprocess.DEVNULL,
        )
    try:
        yield _address(process, said)
    finally:
        process.terminate()
        process.wait()


def _address(process: subprocess.Popen[bytes], said: Path) -> str:
    while process.poll() is None:
        found = ADDRESS.search(said.read_text(encoding="utf-8"))
        if found and _answers(found.group()):
            return found.group()
        time.sleep(0.05)
    message = "the app ended before it gave its address"
    raise RuntimeError(message)


def _answers(address: str) -> bool:
    try:
        with urllib.request.urlopen(f"{address}/_stcore/health", timeout=5):  # noqa: S310
            return True
    except OSError:
        return False


def first_chart(browser: Browser, address: str) -> None:
    """Open the page in a new window until its first chart stands there, and close it."""
    open_overview(browser, address).context.close()


def open_overview(browser: Browser, address: str) -> Page:
    """Open the page in a new window and wait for its first chart."""
    page = browser.new_context(viewport={"width": 1440, "height": 900}).new_page()
    page.set_default_timeout(MILLISECONDS)
    page.goto(address)
    page.locator(CHART).first.wait_for()
    return page


def clicks(page: Page) -> list[float]:
    """Return the seconds from a click on a bar to the sentences of its word, one a click."""
    labels = page.locator(".st-key-overview-words .yaxislayer-above text")
    words = [str(label) for label in labels.all_text_contents()]
    times = []
    for turn in range(CLICKS + 1):
        place = turn % min(3, len(words))
        box = labels.nth(place).bounding_box()
        if box is None:
            continue
        at = (box["x"] + box["width"] + 14, box["y"] + box["height"] / 2)
        shown = page.locator(".st-key-overview-sentences .m-focus", has_text=words[place]).first

        def click(at: tuple[float, float] = at, shown: object = shown) -> None:
            page.mouse.click(*at)
            shown.wait_for()  # type: ignore[attr-defined]

        times.append(seconds(click))
        page.wait_for_timeout(600)
    return times[1:]
