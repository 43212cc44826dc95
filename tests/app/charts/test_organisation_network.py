from itertools import combinations

import numpy as np
import pytest

from analysis.schema import NETWORK
from app.charts import organisation_network
from app.charts.clicks import pair_value, read_pair
from app.charts.node_layout import SIDES, place_labels, place_nodes
from app.charts.shown import Shown
from app.palette import LIGHT

SHOWN = Shown(names={"团": "团<b>中央"}, colours={"团": "#B0660C"})


def network(*rows):
    """Rows of a, b, together, n_a, n_b."""
    names = ("organisation_a", "organisation_b", "n_together", "n_a", "n_b")
    return NETWORK.rows([dict(zip(names, row, strict=True)) | {"log_dice": 1.0} for row in rows])


TABLE = network(("团", "工", 9, 20, 10), ("团", "妇", 4, 20, 5), ("工", "妇", 1, 10, 5))


def build(table=TABLE, **given):
    fig = organisation_network.build(
        table, **({"palette": LIGHT, "lang": "zh", "shown": SHOWN} | given)
    )
    return {trace.name: trace for trace in fig.data if trace.name != "edges"}, fig


def test_nodes_are_as_large_as_they_are_often_named():
    drawn, _ = build()
    dots = drawn["organisations"]
    assert [click[1] for click in dots.customdata] == ["团", "工", "妇"]
    sizes = list(dots.marker.size)
    assert sizes[0] == 34
    assert sizes[1] == pytest.approx(34 * 0.5**0.5)
    assert dots.text[0] == "团&lt;b&gt;中央"
    assert list(dots.marker.color) == ["#B0660C", LIGHT.muted, LIGHT.muted]


def test_every_pair_is_a_line_with_a_mark_in_its_middle():
    drawn, fig = build()
    dots, middles = drawn["organisations"], drawn["pairs"]
    at = {click[1]: (x, y) for click, x, y in zip(dots.customdata, dots.x, dots.y, strict=True)}
    assert len(middles.x) == 3
    for click, x, y in zip(middles.customdata, middles.x, middles.y, strict=True):
        one, other = read_pair(click[1])
        assert click[0] == "pair"
        middle = (np.asarray(at[one]) + np.asarray(at[other])) / 2
        assert (x, y) == pytest.approx(tuple(middle))
    lines = [t for t in fig.data if t.name == "edges"]
    assert sum(len(t.x) for t in lines) == 9
    widest = max(lines, key=lambda t: t.line.width)
    assert len(widest.x) == 3
    assert "9 处" in middles.hovertext[0]


def test_the_chosen_organisation_and_pair_are_cinnabar():
    drawn, fig = build(node="工", picked=("妇", "工"))
    dots = drawn["organisations"]
    assert next(click[1] for click in dots.customdata) == "工"
    assert next(iter(dots.marker.color)) == LIGHT.focus
    (line,) = [t for t in fig.data if t.name == "edges" and t.line.color == LIGHT.focus]
    assert len(line.x) == 3


def test_the_strongest_pairs_are_drawn_and_those_of_the_node_first():
    rows = [(f"甲{a}", f"甲{b}", 100 - a - b, 5, 5) for a, b in combinations(range(60), 2)]
    shown = organisation_network.strongest(network(*rows))
    assert len(shown.nodes) <= organisation_network.NODES
    assert len(shown.edges) == organisation_network.EDGES
    around = organisation_network.strongest(network(*rows), "甲59")
    assert next(iter(around.nodes)) == "甲59"
    assert sum("甲59" in edge[:2] for edge in around.edges) == organisation_network.NODES - 1


def test_nothing_is_drawn_of_nothing():
    drawn, fig = build(network())
    assert len(drawn["organisations"].x) == 0
    assert len(fig.data) == 2


def test_places_are_always_the_same_within_the_frame_and_linked_ones_are_near():
    links = [(a, b, 1.0) for a, b in combinations(range(5), 2)]
    links += [(a, b, 1.0) for a, b in combinations(range(5, 10), 2)]
    places = place_nodes(10, links)
    assert (places == place_nodes(10, links)).all()
    assert places.shape == (10, 2)
    assert places.min() == 0
    assert places.max() == 1
    middles = places[:5].mean(axis=0), places[5:].mean(axis=0)
    own = np.linalg.norm(places[:5] - middles[0], axis=1).max()
    assert own < np.linalg.norm(middles[0] - middles[1])
    apart = np.linalg.norm(places[:, None] - places[None], axis=-1)[np.triu_indices(10, 1)]
    assert apart.min() > 0.05


@pytest.mark.parametrize("n", [0, 1, 2])
def test_few_nodes_stand_in_the_frame(n):
    places = place_nodes(n, [(0, 1, 1.0)] if n == 2 else [])
    assert places.shape == (n, 2)
    assert ((places >= 0) & (places <= 1)).all()


def test_a_pair_is_written_in_one_order():
    assert pair_value("乙", "甲") == pair_value("甲", "乙")
    assert set(read_pair(pair_value("乙", "甲"))) == {"甲", "乙"}
    assert read_pair("甲") is None
    assert read_pair("|甲") is None


def test_names_stand_on_the_first_side_that_is_free():
    radii = np.full(3, 5.0)
    alone = np.asarray([(100.0, 100.0), (300.0, 300.0), (300.0, 100.0)])
    assert place_labels(alone, radii, np.full(3, 40.0), 12.0) == ["top center"] * 3
    # A dot above, a dot above and one below, and one with only its left side free.
    above = np.asarray([(100.0, 100.0), (100.0, 115.0), (100.0, 85.0), (125.0, 100.0)])
    assert place_labels(above, np.full(4, 5.0), np.full(4, 40.0), 12.0)[0] == "middle left"


def test_names_overlap_less_than_if_all_stood_above():
    places = np.asarray(place_nodes(30, [(a, b, 0.5) for a, b in combinations(range(30), 2)]))
    places, radii, widths = places * (480, 560), np.full(30, 5.0), np.full(30, 90.0)

    def shared(sides):
        boxes = []
        for (x, y), side in zip(places.tolist(), sides, strict=True):
            middle = {
                "top center": (x, y + 12.5),
                "bottom center": (x, y - 12.5),
                "middle right": (x + 50, y),
                "middle left": (x - 50, y),
            }[side]
            boxes.append(middle)
        return sum(
            max(90 - abs(one[0] - two[0]), 0) * max(15 - abs(one[1] - two[1]), 0)
            for one, two in combinations(boxes, 2)
        )

    chosen = place_labels(places, radii, widths, 12.0)
    assert set(chosen) <= set(SIDES)
    assert shared(chosen) < 0.7 * shared(["top center"] * 30)
