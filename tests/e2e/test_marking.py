"""A missed figure is selected in the text with the mouse: only a browser has selections."""

from __future__ import annotations

from playwright.sync_api import Page, expect

from tests.e2e.visits import visit

WORDS = "上下功夫"
_PLACE = """(words) => {
  const host = [...document.querySelectorAll("*")].find(
    (node) => node.shadowRoot && node.shadowRoot.querySelector(".paragraph"));
  const walker = document.createTreeWalker(host.shadowRoot, NodeFilter.SHOW_TEXT);
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    const at = node.textContent.indexOf(words);
    if (at < 0) continue;
    const range = document.createRange();
    range.setStart(node, at);
    range.setEnd(node, at + words.length);
    const box = range.getClientRects()[0];
    return [box.left + 1, box.right - 1, box.top + box.height / 2];
  }
}"""


def test_a_stretch_selected_in_the_reader_can_be_counted_as_a_figure(page: Page):
    visit(page, "search", "at=000_99d92ce5c5b1e1cf:120")
    page.wait_for_selector(".paragraph")
    left, right, height = page.evaluate(_PLACE, WORDS)
    page.mouse.move(left, height)
    page.mouse.down()
    page.mouse.move(right, height, steps=4)
    page.mouse.up()
    form = page.locator("[data-testid=stMarkdown]", has_text=f"把标出的“{WORDS}”记作数字")
    expect(form).to_be_visible()
    expect(page.locator(".st-key-search-mark-save button")).to_be_enabled()
    page.locator(".st-key-search-mark-drop button").click()
    expect(form).to_have_count(0)
