"""Every page, light and dark, Chinese and English: no error, nothing cut, no barrier, none abroad.

Each address is opened twice: in the light theme in Chinese, in the dark one in English.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple
from urllib.parse import urlsplit

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect

from app.wording.text import all_texts, text
from tests.e2e.conftest import person_at, window_of
from tests.e2e.visits import PAGES, RESULTS, UNDER_TEST, settled, visit

WIDTHS = ((1440, 900), (1024, 768), (390, 844))
GRAVE = ("serious", "critical")
WITHOUT_ANY = ("overview", "search")
"""Pages of which axe has nothing to say, not even of things that are not grave."""
ADDRESSES = (
    *((name, UNDER_TEST) for name in PAGES if name != "search"),
    ("compare", "view=words"),
    ("search", "focus=term:整改"),
    ("search", "focus=term:整改&mode=read"),
)
BACKGROUNDS = {"light": "rgb(255, 255, 255)", "dark": "rgb(21, 24, 29)"}
HAN = re.compile(r"[\u4e00-\u9fff]")
_WIDER_THAN_THE_WINDOW = """() => {
  const found = [];
  for (const one of [document.documentElement, document.querySelector("[data-testid=stMain]")]) {
    if (one.scrollWidth > one.clientWidth) found.push([one.scrollWidth, one.clientWidth]);
  }
  return found;
}"""
_NAMES_CUT = """() => {
  const cut = [];
  for (const plot of document.querySelectorAll(".js-plotly-plot")) {
    const frame = plot.getBoundingClientRect();
    for (const name of plot.querySelectorAll(".ytick text, .xtick text")) {
      const box = name.getBoundingClientRect();
      if (box.width && (box.left < frame.left - 1 || box.right > frame.right + 1))
        cut.push([name.textContent, Math.round(frame.left - box.left)]);
    }
  }
  return cut;
}"""
# Text of the page outside charts, tables and what the documents say.
_WORDS_OF_OURS = """() => {
  const theirs = ".js-plotly-plot, [data-testid=stDataFrame], .stBidiComponent, [data-tag], code";
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  const said = new Set();
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    const words = node.textContent.trim();
    if (words && !node.parentElement.closest(theirs) && !node.parentElement.closest("script,style"))
      said.add(words);
  }
  for (const box of document.querySelectorAll("[placeholder]")) said.add(box.placeholder);
  return [...said];
}"""


class Window(NamedTuple):
    """A window of somebody with a theme and a language, and every address that it asked for."""

    theme: str
    lang: str
    page: Page
    asked: list[str]


@pytest.fixture(scope="module", params=[("light", "zh"), ("dark", "en")], ids="-".join)
def window(request, browser: Browser, app_address: str) -> Iterator[Window]:
    theme, lang = request.param
    asked: list[str] = []
    with person_at(browser, app_address) as person, window_of(person) as page:
        page.emulate_media(color_scheme=theme, reduced_motion="reduce")
        page.on("request", lambda sent: asked.append(sent.url))
        page.on("websocket", lambda socket: asked.append(socket.url))
        yield Window(theme, lang, page, asked)


@pytest.mark.parametrize(("name", "query"), ADDRESSES)
def test_page(window: Window, name: str, query: str):
    theme, lang, page, asked = window
    asked.clear()
    page.set_viewport_size({"width": 1440, "height": 900})
    visit(page, name, query if lang == "zh" else f"{query}&lang={lang}")
    assert page.locator("[data-testid=stException]").all_inner_texts() == []
    assert page.locator("[data-testid=stAlertContentError]").all_inner_texts() == []
    assert page.title() == f"{text('app.name', lang)} · {text(f'page.{name}', lang)}"
    expect(page.locator("[data-testid=stApp]")).to_have_css("background-color", BACKGROUNDS[theme])
    if lang == "en":
        assert left_in_chinese(page.evaluate(_WORDS_OF_OURS)) == []
    assert barriers(page, GRAVE if name not in WITHOUT_ANY else None) == []
    cut = {}
    RESULTS.mkdir(exist_ok=True)
    for width, height in WIDTHS:
        page.set_viewport_size({"width": width, "height": height})
        settled(page)
        view = "".join(f"-{name}" for name in ("read", "words") if f"={name}" in query)
        page.screenshot(path=RESULTS / f"{name}{view}-{theme}-{width}.png")
        wider = page.evaluate(_WIDER_THAN_THE_WINDOW)
        names = page.evaluate(_NAMES_CUT)
        if wider or names:
            cut[width] = wider, names
    assert cut == {}
    foreign = {url for url in asked if urlsplit(url).hostname not in {"127.0.0.1", None}}
    assert foreign == set()
    assert asked


def barriers(page: Page, impacts: tuple[str, ...] | None) -> list[tuple[str, list[str]]]:
    """Return what axe finds; of the impacts that are named, if any are."""
    return [
        (found["id"], [node["html"][:160] for node in found["nodes"][:3]])
        for found in Axe().run(page).response["violations"]
        if impacts is None or found["impact"] in impacts
    ]


def left_in_chinese(said: list[str]) -> list[str]:
    """Return what stands on an English page and is one of our Chinese strings, or a part of one."""
    plain = {zh for zh, en in all_texts().values() if zh != en and "{" not in zh and HAN.search(zh)}
    parts = {
        part.strip(" ·，。：“”")
        for zh, en in all_texts().values()
        if "{" in zh and zh != en
        for part in re.split(r"\{[^}]*\}", zh)
    }
    long_parts = {part for part in parts if len(HAN.findall(part)) >= 4}
    english = " ".join(en for _, en in all_texts().values())
    return [
        words
        for words in said
        if (words in plain and words not in english) or any(part in words for part in long_parts)
    ]
