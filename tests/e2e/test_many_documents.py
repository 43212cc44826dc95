"""A corpus of more documents than a list can hold: small messages, filter, pages, import, stop."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from analysis.corpus.store import add_documents, read_sources
from analysis.ingest.documents import read_pasted
from tests.e2e.conftest import started, window_of
from tests.e2e.visits import settled, visit

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page, WebSocket

ROOT = Path(__file__).parents[2]
DOCUMENTS = 2600
MOST_BYTES = 400_000
"""Of everything that the server sends while a page is opened."""
BODIES = ("总工会", "妇女联合会", "共青团委员会", "残疾人联合会")
PLACES = ("甲", "乙", "丙", "丁", "戊", "己", "庚", "辛", "壬", "癸")
VIEWS = (
    ("overview", ""),
    ("overview", "by=document"),
    ("terms", "focus=term:整改"),
    ("terms", "view=tfidf&by=year"),
    ("themes", ""),
    ("themes", "by=document"),
    ("organisations", ""),
    ("organisations", "view=profile"),
    ("organisations", "view=names"),
    ("organisations", "view=checks"),
    ("compare", ""),
    ("compare", "view=words&by=document"),
    ("compare", "view=figures"),
    ("compare", "view=reading"),
    ("search", "focus=term:整改"),
    ("documents", ""),
    ("documents", "view=import"),
    ("documents", "view=cleaning"),
    ("settings", ""),
)


def text_of(number: int) -> str:
    """Return a short text unlike the others."""
    place, body = PLACES[number % len(PLACES)], BODIES[number % len(BODIES)]
    kind = "年度总结" if number % 13 == 0 else "情况通报"
    return (
        f"{place}县{body}{kind}第{number}号\n2021-{number % 12 + 1:02}-{number % 28 + 1:02}\n"
        f"{place}县{body}走访企业{number + 3}家，收集问题{number % 40 + 2}个，推动整改落实。"
    )


@pytest.fixture(scope="module")
def address(browser: Browser, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The app on a corpus folder of many tiny documents and the samples."""
    folder = tmp_path_factory.mktemp("many")
    texts = [read_pasted(text_of(n), name=f"通报{n:04}") for n in range(DOCUMENTS)]
    samples, _ = read_sources([ROOT / "seeds"])
    add_documents(folder / "corpus", [*texts, *samples])
    with started(folder, folder / "corpus") as found:
        yield found


@pytest.fixture
def window(browser: Browser, address: str) -> Iterator[Page]:
    with window_of(browser, address) as page:
        yield page


@pytest.mark.parametrize(("name", "query"), VIEWS)
def test_no_page_sends_more_than_it_shows(window: Page, name: str, query: str) -> None:
    received: list[int] = []

    def listen(socket: WebSocket) -> None:
        socket.on("framereceived", lambda frame: received.append(len(frame)))

    window.on("websocket", listen)
    visit(window, name, query)
    expect(window.locator("[data-testid=stException]")).to_have_count(0)
    assert 0 < sum(received) < MOST_BYTES, f"{sum(received)} bytes, largest {max(received)}"


def test_documents_are_found_by_words_and_the_link_has_the_set(window: Page) -> None:
    visit(window, "overview", "")
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
    visit(window, "documents", "")
    expect(window.get_by_text(f"第 1–200 行，共 {DOCUMENTS + 5:,} 行")).to_be_visible()
    window.get_by_role("button", name="Page 2", exact=True).click()
    expect(window.get_by_text(f"第 201–400 行，共 {DOCUMENTS + 5:,} 行")).to_be_visible()


def test_an_import_can_be_stopped(window: Page, tmp_path: Path) -> None:
    many = tmp_path / "很多"
    many.mkdir()
    for n in range(4000):
        (many / f"{n}.txt").write_text(text_of(DOCUMENTS + n) * 5, encoding="utf-8")
    visit(window, "documents", "view=import&from=path")
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
