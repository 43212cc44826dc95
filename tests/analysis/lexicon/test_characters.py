"""Character and word frequencies."""

from analysis.lexicon.characters import load_common_characters, load_frequencies


def test_common_characters_hold_both_scripts():
    common = load_common_characters()
    assert set("工会群众国") <= common
    assert set("會開國") <= common
    assert "龘" not in common
    assert 1500 < len(common) < 2600


def test_frequencies_are_those_of_the_dictionary():
    found = load_frequencies({"工会", "主题教育", "群众路线"})
    assert found == {"工会": 981, "群众路线": 3, "": 60_101_967}
