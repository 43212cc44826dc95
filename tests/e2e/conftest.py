"""The app as a user starts it, and a real browser in front of it."""

from __future__ import annotations

import http.client
import os
import re
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.e2e.browsers import MISSING, browser_path, is_left_out

if TYPE_CHECKING:
    from playwright.sync_api import Browser, BrowserContext, Page

ROOT = Path(__file__).parents[2]
FLAGS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
SECONDS_TO_START = 120
SECONDS_TO_STOP = 10
ADDRESS = re.compile(r"http://127\.0\.0\.1:\d+")
MILLISECONDS = 60_000

collect_ignore_glob = ["test_*.py"] if is_left_out() else []


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark every test of this folder, so that it can be left out by its mark, and put it first.

    Then one of several processes has them all, and the app and the browser start once.
    """
    for item in items:
        if Path(__file__).parent in item.path.parents:
            item.add_marker(pytest.mark.e2e)
    items.sort(key=lambda item: item.get_closest_marker("e2e") is None)


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """A headless browser of this machine; without one its tests are not collected, or fail."""
    from playwright.sync_api import expect, sync_playwright  # noqa: PLC0415 - only for who asks

    expect.set_options(timeout=MILLISECONDS)

    path = browser_path()
    if path is None:
        pytest.fail(MISSING)
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=path, args=list(FLAGS))
        yield started
        started.close()


@pytest.fixture(scope="session")
def app_address(browser: Browser, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Start ``python -m app`` on the seeds and return its address; it is stopped at the end."""
    with started(tmp_path_factory.mktemp("wenjian")) as address:
        yield address


@contextmanager
def started(folder: Path, *sources: Path) -> Iterator[str]:
    """Start ``python -m app`` with its data in a folder; stop it at the end."""
    said, errors = folder / "said.txt", folder / "errors.txt"
    with said.open("wb") as output, errors.open("wb") as error_output:
        process = subprocess.Popen(
            [sys.executable, "-m", "app", "--no-browser", "--port", "0", *map(str, sources)],
            cwd=ROOT,
            env=os.environ | {"WENJIAN_DATA": str(folder), "PYTHONIOENCODING": "utf-8"},
            stdout=output,
            stderr=error_output,
        )
    try:
        yield _answering(process, said, errors)
    finally:
        process.terminate()
        try:
            process.wait(SECONDS_TO_STOP)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


def _answering(process: subprocess.Popen[bytes], said: Path, errors: Path) -> str:
    """Return the address that the app prints, once it answers there."""
    deadline = time.monotonic() + SECONDS_TO_START
    while time.monotonic() < deadline and process.poll() is None:
        found = ADDRESS.search(said.read_text(encoding="utf-8"))
        if found and _answers(found.group()):
            return found.group()
        time.sleep(0.2)
    message = f"the app did not answer: {errors.read_text(encoding='utf-8')[-2000:]}"
    raise RuntimeError(message)


def _answers(address: str) -> bool:
    try:
        with urllib.request.urlopen(f"{address}/_stcore/health", timeout=5):  # noqa: S310
            return True
    except (OSError, http.client.HTTPException):
        return False


@pytest.fixture(scope="session")
def person(browser: Browser, app_address: str) -> Iterator[BrowserContext]:
    """A person's browser, which keeps the parts of the app that it has loaded."""
    with person_at(browser, app_address) as context:
        yield context


@contextmanager
def person_at(browser: Browser, address: str) -> Iterator[BrowserContext]:
    """Open a browser that has never been at an app, for somebody who likes no moving pictures."""
    context = browser.new_context(
        base_url=address,
        viewport={"width": 1440, "height": 900},
        locale="zh-CN",
        permissions=["clipboard-read", "clipboard-write"],
        accept_downloads=True,
        reduced_motion="reduce",
    )
    context.set_default_timeout(MILLISECONDS)
    yield context
    context.close()


@pytest.fixture
def page(person: BrowserContext) -> Iterator[Page]:
    """A fresh window of 1440 × 900; ``page.goto("/search")`` opens a page of the app.

    An error in the browser's console fails the test.
    """
    with window_of(person) as window:
        yield window


@contextmanager
def window_of(person: BrowserContext) -> Iterator[Page]:
    """Open a window; an error in its console is a failure."""
    window = person.new_page()
    errors: list[str] = []
    window.on("pageerror", lambda error: errors.append(str(error)))
    yield window
    window.close()
    assert errors == []
