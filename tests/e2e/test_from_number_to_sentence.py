"""From a number to its sentence and back, as the analyst does it."""

from __future__ import annotations

import re
from urllib.parse import parse_qs, urlsplit

from playwright.sync_api import Browser, Page, expect

from tests.e2e.conftest import person_at, window_of
from tests.e2e.visits import settled

COUNT = re.compile(r"(\d+) 处 · (\d+) 句")


def address(page: Page) -> dict[str, list[str]]:
    return parse_qs(urlsplit(page.evaluate("location.href")).query)


def cell(page: Page, theme: str, *, at_least: int):
    """Return a cell of the heat map in the column of a theme: its text mark, and its count."""
    page.wait_for_selector(".st-key-overview-who .scatterlayer text")
    column = page.locator(".st-key-overview-who .xaxislayer-above text", has_text=theme).first
    middle = column.bounding_box()
    assert middle is not None
    centre = middle["x"] + middle["width"] / 2
    for mark in page.locator(".st-key-overview-who .scatterlayer text").all():
        box, said = mark.bounding_box(), mark.text_content() or ""
        near = box is not None and abs(box["x"] + box["width"] / 2 - centre) < 10
        if near and said.isdecimal() and int(said) >= at_least:
            return box, int(said)
    message = f"no cell of {theme} with at least {at_least}"
    raise AssertionError(message)


def test_heat_map_to_sentence_to_reader_and_back(page: Page):
    page.goto("/")
    box, count = cell(page, "整改", at_least=5)
    page.mouse.click(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    page.wait_for_function("new URLSearchParams(location.search).has('row')")
    head = page.locator("[data-testid=stMarkdown]", has_text=COUNT).first
    expect(head).to_contain_text(f"{count} 处")
    assert address(page)["focus"] == ["theme:整改"]
    row = address(page)["row"]

    cards = page.locator(".st-key-overview-sentences .card")
    sentence = cards.first.locator(".text").text_content()
    hit = cards.first.locator(".m-focus").first.text_content()
    cards.first.click()
    page.wait_for_selector(".paragraph")
    expect(page.locator(".paragraph .m-here")).to_have_text(hit or "")
    expect(page.locator(".paragraph .current")).to_have_text(sentence or "")
    assert urlsplit(page.evaluate("location.href")).path == "/search"
    frame = page.locator(".st-key-search-reader .root").bounding_box()
    mark = page.locator(".paragraph .m-here").bounding_box()
    assert frame is not None
    assert mark is not None
    assert frame["y"] <= mark["y"]
    assert mark["y"] + mark["height"] <= frame["y"] + frame["height"]

    page.locator(".st-key-search-back button").first.click()
    page.wait_for_selector(".st-key-overview-who .scatterlayer text")
    assert address(page)["row"] == row
    expect(page.locator("[data-testid=stMarkdown]", has_text=COUNT).first).to_contain_text(
        f"{count} 处"
    )


def test_the_link_is_copied_and_back_undoes_the_last_choice(page: Page):
    page.goto("/?focus=term:工会")
    page.wait_for_selector(".st-key-overview-who .scatterlayer text")
    page.get_by_text("按文档", exact=True).click()
    page.wait_for_function("location.search.includes('by=document')")
    page.get_by_text("按年份", exact=True).click()
    page.wait_for_function("location.search.includes('by=year')")
    settled(page)
    page.locator(".st-key-bar-link button").click()
    expect(page.locator(".st-key-bar-link .said")).to_have_text("已复制链接")
    copied = page.evaluate("navigator.clipboard.readText()")
    assert copied == page.evaluate("location.href")
    assert parse_qs(urlsplit(copied).query) == {"focus": ["term:工会"], "by": ["year"]}
    page.go_back()
    page.wait_for_function("location.search.includes('by=document')")
    expect(page.locator(".st-key-bar-by button[aria-checked=true]")).to_have_text("按文档")
    page.go_back()
    page.wait_for_function("!location.search.includes('by=')")
    expect(page.locator(".st-key-bar-by button[aria-checked=true]")).to_have_text("按机构")


def test_a_sentence_opens_by_keyboard(page: Page):
    page.goto("/?focus=term:整改")
    for key in ("Enter", "Space"):
        card = page.locator(".st-key-overview-sentences .card").nth(1)
        card.wait_for()
        settled(page)
        card.focus()
        page.keyboard.press(key)
        expect(page.locator(".paragraph .m-here")).to_have_text("整改")
        page.locator(".st-key-search-back button").first.click()
    page.wait_for_selector(".st-key-overview-sentences .card")


def test_a_sub_page_can_be_the_first_request(browser: Browser, app_address: str):
    with person_at(browser, app_address) as person, window_of(person) as page:
        page.goto("/search?focus=term:主题教育&lang=en")
        page.wait_for_selector(".kwic")
        assert page.locator(".kwic").count() == 25
        expect(page.get_by_text("By organisation").first).to_be_visible()
