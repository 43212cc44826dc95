"""A corpus of more documents than a list can hold: small messages, filter, pages, import, stop."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, WebSocket, expect

from analysis.corpus.store import add_documents, read_sources
from tests.e2e.conftest import person_at, started, window_of
from tests.e2e.visits import settled, visit
from tests.many import DOCUMENTS, MOST_BYTES, many_documents, text_of

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def someone(browser: Browser, tmp_path_factory: pytest.TempPathFactory) -> Iterator[BrowserContext]:
    """Somebody's browser before the app on a corpus folder of many tiny documents, and samples."""
    folder = tmp_path_factory.mktemp("many")
    samples, _ = read_sources([ROOT / "seeds"])
    add_documents(folder / "corpus", [*many_documents(), *samples])
    with started(folder, folder / "corpus") as address, person_at(browser, address) as person:
        yield person


@pytest.fixture
def window(someone: BrowserContext) -> Iterator[Page]:
    with window_of(someone) as page:
        yield page


def visit_lightly(window: Page, name: str, query: str) -> None:
    """Open a page; the server may not send more than it shows.

    All other pages are measured without a browser, in ``tests/app/test_many_documents.py``.
    """
    received: list[int] = []

    def listen(socket: WebSocket) -> None:
        socket.on("framereceived", lambda frame: received.append(len(frame)))

    window.on("websocket", listen)
    visit(window, name, query)
    expect(window.locator("[data-testid=stException]")).to_have_count(0)
    assert 0 < sum(received) < MOST_BYTES, f"{sum(received)} bytes, largest {max(received)}"


def test_documents_are_found_by_words_and_the_link_has_the_set(window: Page) -> None:
    visit_lightly(window, "overview", "")
    window.locator(".st-key-bar-filter button").first.click()
    box = window.get_by_label("标题或文件名里的字")
    box.fill("年度总结")
    box.press("Enter")
    n = -(-DOCUMENTS // 13)
    window.get_by_role("button", name=f"只看这 {n} 篇").click()
    window.wait_for_function("new URLSearchParams(location.search).has('set')")
    settled(window)
    assert "doc=" not in window.url
    expect(window.locator(".st-key-overview-metrics")).to_contain_text(f"{n} 篇")
    link = window.url
    window.goto("about:blank")
    window.goto(link)
    settled(window)
    expect(window.locator(".st-key-overview-metrics")).to_contain_text(f"{n} 篇")
    window.goto(re.sub(r"set=[0-9a-f]+", "set=0123456789ab", link))
    settled(window)
    expect(window.locator("[data-testid=stAlert]")).to_contain_text("没有保存在这台电脑上")


def test_the_list_of_documents_is_turned_page_by_page(window: Page) -> None:
    visit_lightly(window, "documents", "")
    expect(window.get_by_text(f"第 1–200 行，共 {DOCUMENTS + 5:,} 行")).to_be_visible()
    window.get_by_role("button", name="Page 2", exact=True).click()
    expect(window.get_by_text(f"第 201–400 行，共 {DOCUMENTS + 5:,} 行")).to_be_visible()


def test_an_import_can_be_stopped(window: Page, tmp_path: Path) -> None:
    many = tmp_path / "很多"
    many.mkdir()
    for n in range(4000):
        (many / f"{n}.txt").write_text(text_of(DOCUMENTS + n) * 5, encoding="utf-8")
    visit_lightly(window, "documents", "view=import&from=path")
    before = window.locator("[data-testid=stMain]").inner_text().count("打开")
    window.get_by_label("路径").first.fill(str(many))
    window.get_by_label("路径").first.blur()
    window.get_by_role("button", name="导入", exact=True).click()
    stop = window.get_by_role("button", name="停止")
    expect(window.get_by_text(re.compile(r"第 [\d,]+ / 4,000 篇"))).to_be_visible()
    stop.click()
    expect(window.get_by_text("导入停下了")).to_be_visible()
    assert "corpus=" not in window.url
    assert window.locator("[data-testid=stMain]").inner_text().count("打开") == before
