import pytest

from app.render.marks import colour_of, mixed
from app.render.markup import Run, lines_of, width_of
from app.render.scales import Scale, scales_of, ticks_of

RAMP = [[0.0, "#000000"], [0.5, "#808080"], [1.0, "#FFFFFF"]]


def test_markup_becomes_runs():
    lines = lines_of(
        '甲 <b>乙</b><br><span style="font-size:11px;color:#B3261E">丙&lt;</span>', 13, "#111111"
    )
    assert lines == [
        [Run("甲 ", 13, "#111111"), Run("乙", 13, "#111111", bold=True)],
        [Run("丙<", 11.0, "#B3261E")],
    ]


def test_widths_are_those_of_the_font():
    assert width_of([Run("整改", 13, "#000000")]) == pytest.approx(26, abs=0.01)
    assert width_of([Run("1", 13, "#000000")]) < 8
    assert width_of([]) == 0


def test_colours():
    assert colour_of("#FF0000") == (1.0, 0.0, 0.0, 1.0)
    assert colour_of("rgba(0,0,0,0)") == (0.0, 0.0, 0.0, 0.0)
    assert [mixed(RAMP, share) for share in (0, 0.25, 1, 7)] == [
        "#000000",
        "#404040",
        "#FFFFFF",
        "#FFFFFF",
    ]


def test_scales_place_categories_and_numbers():
    names = Scale({"categoryarray": ["甲", "乙"]}, 1.5, -0.5, 100, 0)
    assert (names.place("甲"), names.place("乙"), names.unit) == (25, 75, 50)
    log = Scale({"type": "log"}, 0, 2, 0, 100)
    assert log.place(10) == 50
    assert Scale({}, -1, 1, 0, 100).place(0.5) == 75


def test_a_year_is_a_category_not_a_number():
    years = Scale({"type": "category", "categoryarray": ["2018", "2019"]}, -0.5, 1.5, 0, 100)
    assert years.place("2019") == 75
    assert years.at(1) == 75


def test_labels_at_the_left_get_the_room_they_need():
    spec = {
        "data": [],
        "layout": {
            "margin": {"l": 4, "r": 10, "t": 4, "b": 4},
            "xaxis": {"range": [0, 10], "visible": False},
            "yaxis": {"range": [0.5, -0.5], "ticktext": ["整改落实"], "categoryarray": ["甲"]},
        },
    }
    scales = scales_of(spec, 200, 50)
    assert scales["x"].start == pytest.approx(4 + 4 * 13 + 6, abs=0.1)
    assert scales["x"].end == 190
    assert (scales["y"].start, scales["y"].end) == (46, 4)


def test_ticks_are_round_and_within_the_axis():
    ticks = ticks_of(Scale({}, 0, 47, 100, 0))
    assert [label for _, label in ticks] == ["0", "10", "20", "30", "40"]
    log = ticks_of(Scale({"type": "log"}, 0.3, 3.2, 0, 100))
    assert [label for _, label in log] == ["10", "100", "1,000"]
