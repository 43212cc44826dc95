"""Every page, light and dark: no error, nothing cut, no barrier, nothing asked of other hosts."""

from __future__ import annotations

from collections.abc import Iterator
from urllib.parse import urlsplit

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page

from tests.e2e.visits import PAGES, RESULTS, path_of, settled, visit

WIDTHS = ((1440, 900), (1024, 768), (390, 844))
GRAVE = ("serious", "critical")
_WIDER_THAN_THE_WINDOW = """() => {
  const found = [];
  for (const one of [document.documentElement, document.querySelector("[data-testid=stMain]")]) {
    if (one.scrollWidth > one.clientWidth) found.push([one.scrollWidth, one.clientWidth]);
  }
  return found;
}"""


@pytest.fixture(scope="module", params=["light", "dark"])
def window(request, browser: Browser, app_address: str) -> Iterator[tuple[str, Page, list[str]]]:
    """A window in one of the two themes, with every address that it asked for."""
    context = browser.new_context(
        base_url=app_address,
        viewport={"width": 1440, "height": 900},
        locale="zh-CN",
        color_scheme=request.param,
    )
    context.set_default_timeout(60_000)
    page = context.new_page()
    asked: list[str] = []
    page.on("request", lambda sent: asked.append(sent.url))
    page.on("websocket", lambda socket: asked.append(socket.url))
    yield request.param, page, asked
    context.close()


@pytest.mark.parametrize("name", PAGES)
def test_page(window: tuple[str, Page, list[str]], name: str):
    theme, page, asked = window
    asked.clear()
    page.set_viewport_size({"width": 1440, "height": 900})
    visit(page, name)
    assert page.locator("[data-testid=stException]").all_inner_texts() == []
    assert page.locator("[data-testid=stAlertContentError]").all_inner_texts() == []
    report = Axe().run(page)
    grave = [
        (found["id"], [node["html"][:160] for node in found["nodes"][:3]])
        for found in report.response["violations"]
        if found["impact"] in GRAVE
    ]
    cut = {}
    RESULTS.mkdir(exist_ok=True)
    for width, height in WIDTHS:
        page.set_viewport_size({"width": width, "height": height})
        settled(page)
        page.screenshot(path=RESULTS / f"{name}-{theme}-{width}.png")
        wider = page.evaluate(_WIDER_THAN_THE_WINDOW)
        if wider:
            cut[width] = wider
    assert grave == []
    assert cut == {}
    foreign = {url for url in asked if urlsplit(url).hostname not in {"127.0.0.1", None}}
    assert foreign == set()
    assert asked


def test_the_browser_shows_the_theme_it_asks_for(window: tuple[str, Page, list[str]]):
    theme, page, _ = window
    page.goto(path_of("search"))
    settled(page)
    background = page.locator("[data-testid=stApp]").evaluate(
        "e => getComputedStyle(e).backgroundColor"
    )
    assert background == {"light": "rgb(255, 255, 255)", "dark": "rgb(21, 24, 29)"}[theme]
