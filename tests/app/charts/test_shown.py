from app.charts.shown import PLAIN, Shown
from app.palette import LIGHT

SHOWN = Shown(
    names={"中国共产主义青年团中央委员会": "团中央", "": "无日期"},
    colours={"中国共产主义青年团中央委员会": "#B0660C"},
    characters={"甲": 999, "乙": 1000},
    themes={"rectification": "整改"},
)


def test_names_colours_and_themes():
    name = "中国共产主义青年团中央委员会"
    assert SHOWN.name(name, "zh") == "团中央"
    assert SHOWN.colour(name, LIGHT) == "#B0660C"
    assert SHOWN.theme("rectification") == "整改"


def test_what_is_not_listed_is_shown_as_it_is_in_grey():
    assert PLAIN.name("甲<乙", "zh") == "甲<乙"
    assert PLAIN.label("甲<乙", "zh") == "甲&lt;乙"
    assert PLAIN.colour("甲", LIGHT) == LIGHT.muted
    assert PLAIN.theme("x") == "x"


def test_nobody_has_a_name_of_its_own_unless_listed():
    assert PLAIN.name(None, "zh") == "（未归属）"
    assert PLAIN.name(float("nan"), "en") == "(unattributed)"
    assert SHOWN.name("", "zh") == "无日期"
    assert PLAIN.colour(None, LIGHT) == LIGHT.muted


def test_small_samples_are_those_below_a_thousand_characters():
    assert [SHOWN.is_small(name) for name in ("甲", "乙", "丙", None)] == [
        True,
        False,
        False,
        False,
    ]
