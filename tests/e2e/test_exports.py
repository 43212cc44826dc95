"""Every format of one chart, as the browser saves it."""

from __future__ import annotations

import base64
import csv
import io
import re
from itertools import combinations
from pathlib import Path

import pytest
from fontTools.ttLib import TTFont
from openpyxl import load_workbook
from PIL import Image, ImageChops
from playwright.sync_api import Browser, Page

from tests.e2e.visits import visit

CARD = "overview-who"
TITLE = "谁在讲什么"
BOM = b"\xef\xbb\xbf"
SCALE = 2
_BOXES = """text => {
  const title = [...document.querySelectorAll("svg text")].find(e => e.textContent.includes(text));
  const from = title.textContent.indexOf(text);
  const at = title.getCTM();
  const top = document.querySelector("svg").getBoundingClientRect();
  return [...text].map((_, i) => {
    const box = title.getExtentOfChar(from + i);
    return [box.x * at.a + at.e, box.y * at.d + at.f, box.width * at.a, box.height * at.d];
  });
}"""


@pytest.fixture(scope="module")
def saved(
    browser: Browser, app_address: str, tmp_path_factory: pytest.TempPathFactory
) -> dict[str, Path]:
    """The files of all formats by their ending, saved through the menu of one card."""
    context = browser.new_context(
        base_url=app_address, viewport={"width": 1440, "height": 900}, accept_downloads=True
    )
    context.set_default_timeout(60_000)
    page, folder, files = context.new_page(), tmp_path_factory.mktemp("exports"), {}
    visit(page, "overview")
    page.wait_for_selector(f".st-key-{CARD} .scatterlayer text")
    page.locator(f".st-key-{CARD}-export button").click()
    for ending in ("png", "svg", "html", "csv", "xlsx"):
        button = page.locator(
            f".st-key-{CARD}-pictures button[data-format={ending}]"
            if ending in {"png", "svg"}
            else f".st-key-{CARD}-{ending} button"
        )
        with page.expect_download() as download:
            button.click()
        assert download.value.suggested_filename.endswith(f".{ending}")
        assert TITLE in download.value.suggested_filename
        files[ending] = folder / f"chart.{ending}"
        download.value.save_as(files[ending])
    context.close()
    return files


def font_in(svg: str) -> TTFont:
    (found,) = set(re.findall(r"url\([\"']?data:[^;,]*;base64,([A-Za-z0-9+/=]+)", svg))
    return TTFont(io.BytesIO(base64.b64decode(found)))


def test_svg_carries_a_font_with_all_its_characters(saved: dict[str, Path]):
    svg = saved["svg"].read_text(encoding="utf-8")
    assert TITLE in svg
    written = set("".join(re.findall(r">([^<>]+)</(?:text|tspan)>", svg)))
    chinese = {character for character in written if "\u4e00" <= character <= "\u9fff"}
    assert len(chinese) > 20
    drawn = font_in(svg).getBestCmap()
    assert {character for character in chinese if ord(character) not in drawn} == set()


def test_png_shows_characters_and_no_boxes(saved: dict[str, Path], page: Page):
    page.set_content(saved["svg"].read_text(encoding="utf-8"))
    boxes = page.evaluate(_BOXES, TITLE)
    picture = Image.open(saved["png"]).convert("L")
    assert picture.width >= 420 * SCALE
    side = round(max(width for _, _, width, _ in boxes) * SCALE)
    glyphs = []
    for x, y, _, height in boxes:
        left, top = round(x * SCALE), round(y * SCALE)
        glyphs.append(picture.crop((left, top, left + side, top + round(height * SCALE))))
    for glyph in glyphs:
        dark, light = glyph.getextrema()
        assert light - dark > 100
    for one, other in combinations(glyphs, 2):
        apart = ImageChops.difference(one, other).point(lambda level: 255 * (level > 100))
        assert apart.histogram()[255] > side * side * 0.05


def test_html_opens_by_itself(saved: dict[str, Path], browser: Browser):
    context = browser.new_context(offline=True)
    page = context.new_page()
    asked: list[str] = []
    page.on("request", lambda sent: asked.append(sent.url))
    page.goto(saved["html"].as_uri())
    page.wait_for_selector(".js-plotly-plot .main-svg text")
    assert TITLE in page.inner_text("body")
    assert [url for url in asked if url.startswith("http")] == []
    context.close()


def table_of(content: bytes) -> list[list[str]]:
    assert content.startswith(BOM)
    return list(csv.reader(io.StringIO(content.decode("utf-8-sig"), newline="")))


def same(written: str, value: object) -> bool:
    if isinstance(value, (int, float)) and not isinstance(value, bool):
        return float(written) == pytest.approx(value)
    return written == ("" if value is None else str(value))


def test_csv_and_xlsx_hold_the_same_table(saved: dict[str, Path]):
    rows = table_of(saved["csv"].read_bytes())
    book = load_workbook(saved["xlsx"])
    assert book.sheetnames[0] == "数据"
    cells = [list(row) for row in book["数据"].iter_rows(values_only=True)]
    assert [list(map(str, cells[0])), len(cells)] == [rows[0], len(rows)]
    assert len(rows) > 100
    different = [
        (line, written, value)
        for line, (texts, values) in enumerate(zip(rows[1:], cells[1:], strict=True), 2)
        for written, value in zip(texts, values, strict=True)
        if not same(written, value)
    ]
    assert different == []
    assert "全国总工会" in {row[rows[0].index("分组")] for row in rows[1:]}
