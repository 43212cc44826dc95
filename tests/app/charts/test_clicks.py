from app.charts.clicks import Click, at_place, read_click


def event(*points):
    return {"selection": {"points": list(points)}}


def test_reads_the_click_of_the_first_point_that_means_something():
    given = event({"x": 1}, {"customdata": ["theme", "整改", "团中央"]})
    assert read_click(given) == Click("theme", "整改", "团中央")


def test_reads_points_whose_list_came_as_a_mapping():
    given = event({"customdata": {"0": "term", "1": "工会", "2": ""}})
    assert read_click(given) == Click("term", "工会", "")


def test_a_click_taken_back_means_nothing():
    assert read_click({}) is None
    assert read_click(event()) is None
    assert read_click(event({"customdata": ["one"]})) is None


def test_places_are_written_as_in_the_address():
    assert at_place("三家：甲", 12) == "三家：甲:12"
