import json

from streamlit.testing.v1 import AppTest

from app.components import cloud, export


def menu():
    from app.components.export import Export, Picture, export_menu  # noqa: PLC0415

    def picture():
        message = "a closed menu draws nothing"
        raise AssertionError(message)

    def csv():
        message = "a file is made only when it is asked for"
        raise AssertionError(message)

    offer = Export(
        "demo", "文鉴_demo", {"csv": csv}, picture=lambda: Picture({}, picture(), "demo")
    )
    export_menu(offer, lang="zh")


def test_a_closed_menu_makes_nothing():
    app = AppTest.from_function(menu, default_timeout=30).run()
    assert not app.exception
    (popover,) = app.get("popover")
    assert popover.proto.popover.label == "导出"
    assert len(popover.children) == 0


def test_scripts_are_not_taken_for_paths_and_put_text_in_as_text():
    for module in (cloud, export):
        for part in (module._JS, module._CSS):
            assert part.startswith("\n")
            assert part.count("\n") > 3
        assert "innerHTML" not in module._JS


def test_every_format_has_a_type():
    assert set(export.MIMES) >= {"png", "svg", "html", "csv", "xlsx"}


def test_items_of_a_cloud_are_plain_values():
    from app.clouds import PlacedWord  # noqa: PLC0415
    from app.palette import LIGHT  # noqa: PLC0415

    word = PlacedWord("工会", 56, 30, 10.0, 50.0, (10.0, 24.0, 60.0, 28.0))
    shown = cloud.Cloud((word,), 520, 290, "工会", "词云")
    item = cloud._item(word, shown, LIGHT, "zh")
    assert json.loads(json.dumps(item)) == item
    assert (item["said"], item["colour"], item["chosen"]) == ("工会：56 次", LIGHT.focus, True)
    assert cloud._item(word, shown._replace(focus=""), LIGHT, "en")["said"] == "工会: 56 times"
