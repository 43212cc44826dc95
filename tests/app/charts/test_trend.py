from app.charts import trend
from app.charts.shown import Shown
from app.palette import LIGHT
from tests.app.charts.tables import frequency, themes

TABLE = themes(
    ("r", "2018", 4, 10.0),
    ("r", "2021", 6, 30.0),
    ("g", "2018", 0, 0.0),
    ("g", "2021", 9, 45.0),
    ("r", "", 99, 99.0),
)
DOCUMENTS = {"2018": 3, "2021": 2, "": 1}


def build(table=TABLE, **given):
    given = {"palette": LIGHT, "lang": "zh", "documents": DOCUMENTS} | given
    return trend.build(table, shown=Shown(themes={"r": "整改", "g": "基层"}), **given)


def test_years_without_text_break_the_line():
    line = build().data[0]
    assert list(line.x) == ["2018", "2019", "2020", "2021"]
    assert list(line.y) == [10.0, None, None, 30.0]
    assert line.connectgaps is False
    assert line.line.shape == "linear"


def test_a_zero_is_a_dot_on_the_line_not_a_gap():
    assert list(build().data[1].y) == [0.0, None, None, 45.0]


def test_years_with_few_documents_are_hollow():
    marker = build(focus="r").data[0].marker
    assert list(marker.color[::3]) == [LIGHT.focus, LIGHT.background]
    assert marker.line.color == LIGHT.focus


def test_names_stand_at_the_ends_on_the_place_of_the_last_year():
    names = {note.text: (note.x, note.y) for note in build().layout.annotations}
    assert names == {"整改": (3, 30.0), "基层": (3, 45.0)}


def test_counts_are_labels_of_the_focus_only():
    focus, other = build(focus="r").data
    assert "text" in focus.mode
    assert list(focus.text) == ["4", "", "", "6"]
    assert "text" not in other.mode


def test_terms_and_a_single_line():
    table = frequency(("工会", 3, 5), group="2018")
    (line,) = build(table).data
    assert (line.name, line.line.color, line.mode) == ("工会", LIGHT.data, "lines+markers+text")
    assert tuple(line.customdata[0]) == ("term", "工会", "2018")


def test_six_lines_at_most():
    table = themes(*((f"t{n}", "2018", n, float(n)) for n in range(9)))
    assert len(build(table).data) == 6


def test_axis_is_of_categories():
    axis = build().layout.xaxis
    assert (axis.type, list(axis.categoryarray)) == ("category", ["2018", "2019", "2020", "2021"])


def test_names_at_the_ends_do_not_overlap():
    table = themes(("a", "2018", 1, 10.0), ("b", "2018", 1, 10.0))
    shifts = sorted(note.yshift for note in build(table).layout.annotations)
    assert shifts[1] - shifts[0] >= 13


def test_counts_are_no_labels_where_many_years_leave_no_room():
    years = [str(year) for year in range(1990, 1990 + trend.MOST_LABELLED)]
    table = themes(*(("r", year, 4, 10.0) for year in years))
    documents = dict.fromkeys(years, 3)
    assert "text" in build(table, documents=documents, focus="r").data[0].mode
    # A year later without anything between: the axis has every year.
    longer = documents | {"2026": 3}
    assert not trend.has_labels(longer)
    assert "text" not in build(table, documents=longer, focus="r").data[0].mode
