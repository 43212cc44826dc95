"""How a test goes to a page and knows that everything on it is drawn."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from playwright.sync_api import Page

ROOT = Path(__file__).parents[2]
RESULTS = ROOT / "test-results"
PAGES = sorted(path.stem for path in (ROOT / "app" / "views").glob("[!_]*.py"))
FIRST = "overview"
UNDER_TEST = "focus=theme:整改"
EVERY = 50
"""Milliseconds between two looks: looking at every frame would draw every frame."""

_SETTLED = """() => {
  const app = document.querySelector("[data-testid=stApp]");
  const waiting = "[data-testid=stSkeleton], [data-testid=stSpinner], [data-stale=true]";
  return app && app.dataset.testScriptState === "notRunning"
    && document.querySelector("[data-testid=stMain] [data-testid=stElementContainer]")
    && !document.querySelector(waiting);
}"""


def path_of(name: str, query: str = UNDER_TEST) -> str:
    """Return the address of a page without the server."""
    return f"/{'' if name == FIRST else name}{'?' if query else ''}{query}"


def settled(page: Page) -> None:
    """Wait until the script has run and every element is there, and stays there."""
    page.wait_for_selector(".st-key-bar-by button")
    page.wait_for_function(_SETTLED, polling=EVERY)
    page.evaluate("() => document.fonts.ready.then(() => true)")
    page.evaluate("() => new Promise(d => requestAnimationFrame(() => requestAnimationFrame(d)))")
    page.wait_for_function(_SETTLED, polling=EVERY)


def visit(page: Page, name: str, query: str = UNDER_TEST) -> None:
    """Open a page by its address and wait until it is drawn."""
    page.goto(path_of(name, query))
    settled(page)
