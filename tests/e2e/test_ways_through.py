"""The ways an analyst goes: bar to reader, two documents, another language, a link, a figure."""

from __future__ import annotations

import re
from urllib.parse import parse_qs, urlsplit

from playwright.sync_api import Browser, Page, expect

from app.wording.text import text
from tests.e2e.conftest import person_at, window_of
from tests.e2e.visits import settled, visit

DOCUMENTS = ("000_99d92ce5c5b1e1cf", "001_1bf9971f25bfa4d6")


def address(page: Page) -> dict[str, list[str]]:
    return parse_qs(urlsplit(page.evaluate("location.href")).query)


def test_a_bar_leads_to_the_reader_with_the_hit_marked(page: Page):
    visit(page, "overview")
    bars = page.locator(".st-key-overview-words .barlayer path")
    label = page.locator(".st-key-overview-words .yaxislayer-above text").last.text_content()
    assert label
    heights = {round(b["y"]): b for b in (bar.bounding_box() for bar in bars.all()) if b}
    top = heights[min(heights)]
    page.mouse.click(top["x"] + 4, top["y"] + top["height"] / 2)
    page.wait_for_function("new URLSearchParams(location.search).get('focus')?.startsWith('term:')")
    settled(page)
    word = address(page)["focus"][0].removeprefix("term:")
    first = page.locator(".st-key-overview-sentences .card").first
    expect(first.locator(".m-focus").first).to_have_text(word)
    first.click()
    expect(page.locator(".paragraph .m-here")).to_have_text(word)
    assert urlsplit(page.url).path == "/search"
    assert address(page)["focus"] == [f"term:{word}"]


def test_language_is_switched_on_every_page_and_back(page: Page):
    visit(page, "documents")
    page.get_by_role("button", name=text("bar.lang", "zh"), exact=True).click()
    expect(page.get_by_role("link", name=text("page.compare", "en"))).to_be_visible()
    page.get_by_role("link", name=text("page.compare", "en")).click()
    expect(page.locator(".st-key-compare-view button").first).to_have_text(
        text("compare.summary", "en")
    )
    assert address(page)["lang"] == ["en"]
    page.get_by_role("button", name=text("bar.lang", "en"), exact=True).click()
    expect(page.locator(".st-key-compare-view button").first).to_have_text(
        text("compare.summary", "zh")
    )
    assert "lang" not in address(page)


def test_two_documents_are_compared(page: Page):
    visit(page, "compare", "by=document&" + "&".join(f"doc={name}" for name in DOCUMENTS))
    heads = page.locator("[data-testid=stHtml] strong")
    expect(heads).to_have_count(2)
    page.locator(".st-key-compare-view").get_by_text(text("compare.words", "zh")).click()
    page.wait_for_selector(".st-key-compare-two .barlayer path")
    settled(page)
    assert address(page)["view"] == ["words"]
    assert address(page)["doc"] == list(DOCUMENTS)
    word = page.locator(".st-key-compare-two .barlayer path").first.bounding_box()
    assert word is not None
    page.mouse.click(word["x"] + word["width"] / 2, word["y"] + word["height"] / 2)
    page.wait_for_function("new URLSearchParams(location.search).get('focus')?.startsWith('term:')")


def test_a_link_restores_the_view_in_another_browser(browser: Browser, app_address: str):
    query = "org=共青团中央&focus=theme:整改&view=names&lang=en"
    with person_at(browser, app_address) as person, window_of(person) as page:
        visit(page, "organisations", query)
        expect(page.locator(".st-key-organisations-view button[aria-checked=true]")).to_have_text(
            text("organisations.names", "en")
        )
        chip = page.locator(".st-key-bar-org [data-testid=stMultiSelectTagsContainer] [data-tag]")
        expect(chip).to_have_count(1)
        expect(chip).to_have_css("background-color", "rgb(220, 230, 240)")  # it can be read
        expect(page.locator("[data-testid=stException]")).to_have_count(0)
        assert address(page) == parse_qs(query)


def test_a_row_of_the_ledger_shows_its_figure(page: Page):
    visit(page, "organisations")
    table = page.locator(".st-key-organisations-ledger-table [data-testid=stDataFrame]")
    table.scroll_into_view_if_needed()
    box = table.bounding_box()
    assert box is not None
    page.mouse.click(box["x"] + 180, box["y"] + 32 * 3 + 16)  # any cell of the third row
    page.wait_for_function("new URLSearchParams(location.search).has('at')")
    settled(page)
    expect(page.get_by_text(re.compile(r"^3 / \d+$")).first).to_be_visible()
    at = address(page)["at"][0]
    page.reload()
    settled(page)
    assert address(page)["at"] == [at]
    expect(page.get_by_text(re.compile(r"^3 / \d+$")).first).to_be_visible()
