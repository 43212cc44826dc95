import math
from itertools import combinations

import pytest

from app.palette import (
    DARK,
    LIGHT,
    PALETTES,
    SLOTS,
    cell_text,
    colorscale,
    entity_colours,
    entity_slots,
    palette,
    with_alpha,
    year_colours,
)

THEMES = pytest.mark.parametrize("colours", PALETTES.values(), ids=list(PALETTES))
NAMES = tuple(f"机构{n}" for n in range(1, 12))

# Machado, Oliveira & Fernandes (2009), severity 1.0, on linear RGB.
SIGHT = {
    "normal": ((1, 0, 0), (0, 1, 0), (0, 0, 1)),
    "protan": (
        (0.152286, 1.052583, -0.204868),
        (0.114503, 0.786281, 0.099216),
        (-0.003882, -0.048116, 1.051998),
    ),
    "deutan": (
        (0.367322, 0.860646, -0.227968),
        (0.280085, 0.672501, 0.047413),
        (-0.011820, 0.042940, 0.968881),
    ),
    "tritan": (
        (1.255528, -0.076749, -0.178779),
        (-0.078411, 0.930809, 0.147602),
        (0.004733, 0.691367, 0.303900),
    ),
}


def linear(colour):
    values = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    return [v / 12.92 if v <= 0.04045 else ((v + 0.055) / 1.055) ** 2.4 for v in values]


def luminance(colour):
    red, green, blue = linear(colour)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one, other):
    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


def oklab(colour, sight):
    rgb = linear(colour)
    seen = [max(sum(m * v for m, v in zip(row, rgb, strict=True)), 0) for row in SIGHT[sight]]
    to_lms = (
        (0.4122214708, 0.5363325363, 0.0514459929),
        (0.2119034982, 0.6806995451, 0.1073969566),
        (0.0883024619, 0.2817188376, 0.6299787005),
    )
    lms = [sum(m * v for m, v in zip(row, seen, strict=True)) ** (1 / 3) for row in to_lms]
    to_lab = (
        (0.2104542553, 0.7936177850, -0.0040720468),
        (1.9779984951, -2.4285922050, 0.4505937099),
        (0.0259040371, 0.7827717662, -0.8086757660),
    )
    return [sum(m * v for m, v in zip(row, lms, strict=True)) for row in to_lab]


def mixed(scale, share):
    last = len(scale) - 1
    step = min(int(share * last), last - 1)
    part = share * last - step
    pairs = (
        (int(scale[step][i : i + 2], 16), int(scale[step + 1][i : i + 2], 16)) for i in (1, 3, 5)
    )
    return "#" + "".join(f"{round(a * (1 - part) + b * part):02X}" for a, b in pairs)


@THEMES
def test_texts_and_marks_have_enough_contrast(colours):
    for name in ("text", "muted", "primary", "link", "focus", "data", "figure"):
        assert contrast(getattr(colours, name), colours.background) >= 4.5, name
    for colour in (*colours.categorical, colours.theme):
        assert contrast(colour, colours.background) >= 3
    assert contrast(colours.on_focus, colours.focus) >= 4.5


@THEMES
def test_entities_stay_apart_in_every_kind_of_sight(colours):
    floors = {
        "light": {"normal": 0.11, "protan": 0.10, "deutan": 0.08, "tritan": 0.08},
        "dark": {"normal": 0.14, "protan": 0.12, "deutan": 0.12, "tritan": 0.10},
    }[colours.name]
    for sight, floor in floors.items():
        places = [oklab(colour, sight) for colour in colours.categorical]
        assert min(math.dist(one, other) for one, other in combinations(places, 2)) >= floor, sight


@THEMES
def test_cell_text_is_the_one_that_reads_better(colours):
    for step in range(101):
        cell = mixed(colours.sequential, step / 100)
        chosen = contrast(cell_text(colours, step / 100), cell)
        assert chosen >= 3.6, step
        other = {colours.text: colours.on_dark_cell, colours.on_dark_cell: colours.text}
        assert chosen >= contrast(other[cell_text(colours, step / 100)], cell) - 0.2, step


@THEMES
def test_sequential_runs_one_way(colours):
    values = [luminance(colour) for colour in colours.sequential]
    assert values == sorted(values, reverse=colours.name == "light")


def test_palette_by_name_falls_back_to_light():
    assert palette("dark") is DARK
    assert palette("light") is LIGHT
    assert palette(None) is LIGHT


def test_colorscale_spans_zero_to_one():
    assert colorscale(("#000000", "#777777", "#FFFFFF")) == [
        (0.0, "#000000"),
        (0.5, "#777777"),
        (1.0, "#FFFFFF"),
    ]


def test_alpha():
    assert with_alpha("#B3261E", 0.1) == "rgba(179,38,30,0.1)"


def test_first_eight_have_slots_and_the_rest_are_grey():
    slots = entity_slots(NAMES)
    assert [slots[name] for name in NAMES] == [*range(SLOTS), None, None, None]
    colours = entity_colours(NAMES, DARK)
    assert colours["机构1"] == DARK.categorical[0]
    assert colours["机构9"] == DARK.muted


def test_selected_ninth_gets_its_slot_when_free():
    assert entity_slots(NAMES, selected=["机构9"])["机构9"] == 0


def test_of_two_selected_the_later_moves_to_the_first_free_slot():
    slots = entity_slots(NAMES, selected=["机构10", "机构2", "机构1"])
    assert (slots["机构1"], slots["机构2"], slots["机构10"]) == (0, 1, 2)


def test_slots_do_not_depend_on_the_order_of_selection():
    assert entity_slots(NAMES, selected=["机构2", "机构10"]) == entity_slots(
        NAMES, selected=["机构10", "机构2"]
    )


def test_more_selected_than_slots_share_in_turn():
    slots = entity_slots(NAMES, selected=NAMES)
    assert [slots[name] for name in NAMES] == [*range(SLOTS), 0, 1, 2]


def test_slots_the_user_chose_stay():
    slots = entity_slots(NAMES, selected=["机构1", "机构9"], fixed={"机构9": 0})
    assert (slots["机构9"], slots["机构1"]) == (0, 1)


def test_years_go_from_light_to_strong_and_undated_is_grey():
    years = year_colours(["2019", "", "2013", "2021"], LIGHT)
    assert years[""] == LIGHT.muted
    assert years["2021"] == LIGHT.sequential[-1]
    values = [luminance(years[year]) for year in ("2013", "2019", "2021")]
    assert values == sorted(values, reverse=True)
