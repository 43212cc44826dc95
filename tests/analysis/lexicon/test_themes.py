"""The theme file of the program, and what is said about a file with a mistake."""

from __future__ import annotations

from pathlib import Path

import pytest

from analysis.errors import ResourceError
from analysis.lexicon.themes import check_theme, load_themes, read_themes
from analysis.schema import Theme

FIRST = ("整改", "基层", "服务", "学习教育", "调查研究", "作风建设", "党的建设")


def test_order_and_short_names():
    themes = load_themes()
    assert tuple(theme.key for theme in themes)[:12] == (
        *FIRST,
        *("群众", "改革", "民生", "监督", "创新"),
    )
    assert [theme.short for theme in themes[3:7]] == ["教育", "调研", "作风", "党建"]
    assert len({theme.short for theme in themes}) == len(themes) >= 14
    assert all(len(theme.short) == 2 for theme in themes)
    assert all(theme.label_en.isascii() and theme.label_en for theme in themes)


def test_variants_count_as_words():
    rectification = load_themes()[0]
    assert {"整改", "真抓实改", "即知即改", "立行立改", "整治", "立查立行"} <= set(
        rectification.terms
    )


def test_label_and_short_follow_from_the_key():
    (theme,) = read_themes([{"key": "乡村振兴", "words": ["振兴"]}], name="a.toml")
    assert (theme.label, theme.short, theme.label_en) == ("乡村振兴", "乡村", "乡村振兴")


@pytest.mark.parametrize(
    ("entry", "what"),
    [
        ({"words": ["甲"]}, "要有名称"),
        ({"key": "甲"}, "至少一个词"),
        ({"key": "甲", "words": ["甲", "甲"]}, "“甲”写了两次"),
        ({"key": "甲", "words": ["甲", " "]}, "空的"),
        ({"key": "甲", "words": ["甲"], "exclude": ["乙丙"]}, "“乙丙”里没有"),
        ({"key": "甲", "words": "甲"}, "“words”要写成字串的列表"),
        ({"key": 3, "words": ["甲"]}, "“key”要写成一个字串"),
        ({"key": "甲", "words": ["甲"], "colour": "red"}, "不认识“colour”"),
    ],
)
def test_mistake_is_named(entry: dict[str, object], what: str):
    with pytest.raises(ResourceError, match=what) as caught:
        read_themes([entry], name="我的.toml")
    assert str(caught.value).startswith("我的.toml")


def test_repeated_key_is_a_mistake():
    entry = {"key": "甲", "words": ["甲"]}
    with pytest.raises(ResourceError, match="出现了两次"):
        read_themes([entry, entry], name="a.toml")


def test_themes_must_be_blocks():
    with pytest.raises(ResourceError, match="theme"):
        read_themes({"甲": ["甲"]}, name="a.toml")


def test_unreadable_file(tmp_path: Path):
    broken = tmp_path / "broken.toml"
    broken.write_text("[[theme]\n", encoding="utf-8")
    for path in (broken, tmp_path / "missing.toml"):
        with pytest.raises(ResourceError, match=path.name):
            load_themes(path)


def test_check_theme_returns_it():
    theme = Theme("甲", "甲", "甲", "", ("甲",), ("甲乙",))
    assert check_theme(theme) is theme
