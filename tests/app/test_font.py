from base64 import b64decode
from io import BytesIO
from pathlib import Path

import pytest
from fontTools.ttLib import TTFont
from PIL import Image, ImageDraw, ImageFont

from app import fonts

ROOT = Path(__file__).parents[2]
SEEDS = sorted((ROOT / "seeds").glob("*.txt"))
SHOWN_RESOURCES = (
    "themes.toml",
    "organisations.toml",
    "units.toml",
    "lexicon.txt",
    "stopwords.txt",
)
OURS = sorted(
    [
        *(ROOT / "app" / "wording").glob("*.py"),
        *(ROOT / "app" / "charts").glob("*.py"),
        *(ROOT / "analysis" / "resources" / name for name in SHOWN_RESOURCES),
    ]
)


def picture(text):
    image = Image.new("L", (80, 80), 255)
    font = ImageFont.truetype(str(fonts.TTF), 60)
    ImageDraw.Draw(image).text((5, 0), text, font=font, fill=0)
    return image.tobytes()


def test_five_seeds_are_found():
    assert len(SEEDS) == 5


@pytest.mark.parametrize("path", SEEDS, ids=lambda path: path.name[:3])
def test_every_character_of_the_seeds_is_drawn(path):
    assert fonts.missing(path.read_text(encoding="utf-8-sig")) == ""


@pytest.mark.parametrize("path", OURS, ids=lambda path: str(path.relative_to(ROOT)))
def test_every_character_of_wording_and_resources_is_drawn(path):
    assert fonts.missing(path.read_text(encoding="utf-8")) == ""


def test_missing_names_what_is_not_drawn():
    assert fonts.missing("文鉴 \U00020000𠮷") == "\U00020000𠮷"


def test_names_pinyin_symbols_are_drawn():
    assert fonts.missing("镕喆堃旸珺瑄 āáǎà ǖǘǚǜ ·—…“”《》【】▼●○→←≥≤²℃％①㎡") == ""


def test_big5_and_gb2312_are_complete():
    for codec, first, last in (("gb2312", 0xB0, 0xF7), ("big5", 0xA4, 0xF9)):
        pairs = [
            bytes((high, low)).decode(codec, errors="ignore")
            for high in range(first, last + 1)
            for low in range(0x40, 0xFF)
        ]
        han = "".join(c for text in pairs for c in text if "\u4e00" <= c <= "\u9fff")
        assert len(han) > 6000
        assert fonts.missing(han) == ""


@pytest.mark.parametrize("character", "整改區總會")
def test_chinese_is_not_drawn_as_the_empty_box(character):
    notdef = picture("\U00020000")
    assert picture(character) != notdef
    assert picture(character) != picture(" ")


def test_browser_file_holds_the_same_characters():
    with TTFont(fonts.WOFF2) as font:
        assert set(font.getBestCmap()) == fonts.characters()


def test_files_stay_small():
    assert fonts.TTF.stat().st_size < 6 * 2**20
    assert fonts.WOFF2.stat().st_size < 3 * 2**20


def test_licence_is_beside_the_font():
    licence = (fonts.STATIC / "OFL.txt").read_text(encoding="utf-8")
    assert "SIL OPEN FONT LICENSE Version 1.1" in licence
    with TTFont(fonts.TTF) as font:
        assert "SIL Open Font License" in font["name"].getDebugName(13)
        assert not font["name"].getBestFamilyName().startswith("Source")


def test_cut_holds_the_text_and_little_else():
    data = fonts.cut(["整改", "改革"])
    with TTFont(BytesIO(data)) as font:
        held = set(font.getBestCmap())
    assert {ord(c) for c in "整改革" + fonts.ALWAYS} == held
    assert len(data) < 20_000


def test_cut_leaves_out_what_the_font_has_not():
    with TTFont(BytesIO(fonts.cut(["整\U00020000"]))) as font:
        assert 0x20000 not in font.getBestCmap()


def test_font_face_is_a_woff2_of_ours():
    rule = fonts.font_face(["整改"])
    assert rule.startswith("@font-face{font-family:WenjianSans;")
    assert b64decode(rule.split("base64,")[1].split(")")[0]) == fonts.cut(["改整"])


def test_text_of_markup_resolves_entities_and_drops_tags():
    assert fonts.text_of_markup("<svg><text x='改'>A &amp; 整&#25913;</text></svg>") == "A & 整改"
