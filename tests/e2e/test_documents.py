"""Own files become a corpus of their own, as the analyst brings them in."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect
from playwright.sync_api import TimeoutError as TookTooLong

from tests.e2e.conftest import person_at, started, window_of
from tests.e2e.visits import settled

UPLOADER = "[data-testid=stFileUploaderDropzone]"
INPUT = "[data-testid=stFileUploaderDropzoneInput]"
TEXT = "首页 > 新闻中心\n关于整改的通知\n县总工会走访企业30家,收集问题12个,推动整改落实。"


@pytest.fixture
def files(tmp_path: Path) -> list[Path]:
    """One file that can be read and one that cannot."""
    good, bad = tmp_path / "妇联总结.txt", tmp_path / "照片.png"
    good.write_text("县妇联开展培训12场，服务妇女300人，组织整改。", encoding="utf-8")
    bad.write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(64))
    return [good, bad]


@pytest.fixture
def newcomer(browser: Browser, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Page]:
    """A window of somebody who has no corpus yet."""
    with (
        started(tmp_path_factory.mktemp("newcomer")) as address,
        person_at(browser, address) as person,
        window_of(person) as window,
    ):
        yield window


def test_files_and_pasted_text_open_a_corpus(newcomer: Page, files: list[Path]):
    page = newcomer
    page.goto("/documents?view=import")
    page.wait_for_selector(INPUT, state="attached")
    button = page.locator(f"{UPLOADER} button p").first
    shown = "(node) => getComputedStyle(node, '::after').content"
    assert button.evaluate(shown) == '"选择文件"'  # Streamlit's English words are covered
    assert button.evaluate("(node) => getComputedStyle(node).fontSize") == "0px"
    expect(page.locator("[data-testid=stFileUploaderDropzoneInstructions]")).to_be_hidden()

    page.set_input_files(INPUT, files)
    page.get_by_role("button", name="导入 2 个文件").click()
    page.wait_for_function("new URLSearchParams(location.search).has('corpus')")
    report = page.locator(".st-key-documents-report")
    expect(report).to_contain_text("读入 1 篇 · 已有 0 篇 · 未读 1 个", timeout=30_000)
    expect(report.locator("[data-testid=stAlert]")).to_have_text(re.compile(r"照片\.png：.*PNG"))
    opened = page.evaluate("new URLSearchParams(location.search).get('corpus')")

    page.get_by_role("radio", name="粘贴文字").click()
    page.get_by_label("标题", exact=True).fill("通报")
    page.get_by_label("文字", exact=True).fill(TEXT)
    page.get_by_label("文字", exact=True).blur()
    page.get_by_role("button", name="导入", exact=True).click()
    expect(report).to_contain_text("读入 1 篇 · 已有 0 篇 · 未读 0 个", timeout=30_000)
    assert page.evaluate("new URLSearchParams(location.search).get('corpus')") == opened

    page.goto(f"/documents?corpus={opened}&view=cleaning&of=通报")
    page.wait_for_selector(".row .gone")
    expect(page.locator(".row .gone").first).to_have_text("首页 > 新闻中心")
    expect(page.locator(".row .new").first).to_have_text("，")
    expect(page.locator(".row .after").last).to_have_text(
        "县总工会走访企业30家，收集问题12个，推动整改落实。"
    )

    page.goto(f"/search?corpus={opened}&focus=term:整改")
    page.wait_for_selector(".kwic")
    expect(page.locator(".kwic")).to_have_count(2)


@pytest.fixture
def opened(page: Page) -> str:
    """A corpus with a pasted text, unlike the one above, which would be found in it."""
    page.goto("/documents?view=import&from=pasted")
    page.get_by_label("标题", exact=True).fill("通报")
    page.get_by_label("文字", exact=True).fill(f"{TEXT}再次推动整改。")
    page.get_by_label("文字", exact=True).blur()
    page.get_by_role("button", name="导入", exact=True).click()
    page.wait_for_function("new URLSearchParams(location.search).has('corpus')")
    return str(page.evaluate("new URLSearchParams(location.search).get('corpus')"))


def test_a_struck_piece_is_put_back_by_two_clicks(page: Page, opened: str):
    page.goto(f"/documents?corpus={opened}&view=cleaning")
    page.wait_for_selector(".row .gone")
    settled(page)  # a click while the page is still drawn would be lost
    page.locator(".row .gone").first.click()
    page.get_by_role("button", name="放回正文").click()
    expect(page.locator(".row .after").first).to_have_text("首页 > 新闻中心", timeout=30_000)
    page.get_by_role("button", name="撤回").click()
    expect(page.locator(".row .gone").first).to_have_text("首页 > 新闻中心", timeout=30_000)


def test_details_are_written_into_the_table(page: Page, opened: str):
    page.goto(f"/documents?corpus={opened}&edit=1")
    settled(page)
    table = page.locator("[data-testid=stDataFrame]").first
    page.locator("[data-testid=stDataFrame] [role=gridcell]").nth(1).wait_for(state="attached")
    save = page.get_by_role("button", name="保存 1 篇的改动")
    for _ in range(8):  # the grid is a picture: a key that comes too early is lost
        with suppress(TookTooLong):
            table.click(position={"x": 300, "y": 52}, timeout=5000)  # where it is by now
            page.keyboard.press("Enter")
            page.locator("textarea.gdg-input").fill("县总工会通报", timeout=5000)
            page.wait_for_timeout(500)
            page.keyboard.press("Enter")
            save.wait_for(timeout=6000)
            break
    save.click()
    expect(page.get_by_role("button", name="保存 0 篇的改动")).to_be_disabled(timeout=30_000)
    expect(page.locator("[data-testid=stMain]")).to_contain_text("县总工会通报")
