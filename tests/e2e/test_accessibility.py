"""No finding of axe on the pages, in either theme."""

from __future__ import annotations

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

ADDRESSES = ("/?focus=theme:整改", "/search?focus=term:整改", "/search?focus=term:整改&mode=read")


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("address", ADDRESSES)
def test_axe_finds_nothing(page: Page, address: str, scheme: str):
    page.emulate_media(color_scheme=scheme)
    page.goto(address)
    page.wait_for_selector(".root .item")
    page.wait_for_function("!document.querySelector('[data-testid=stStatusWidget]')")
    found = Axe().run(page).response["violations"]
    assert [(violation["id"], violation["nodes"][0]["html"]) for violation in found] == []
