"""Character and word frequencies."""

from analysis.lexicon.characters import load_common_characters, load_frequencies


def test_common_characters_hold_both_scripts():
    simplified, traditional = load_common_characters()
    assert len(simplified) == len(traditional) == len(set(simplified)) == 1500
    assert [traditional[simplified.index(character)] for character in "会开国工"] == list(
        "會開國工"
    )
    assert "龘" not in simplified + traditional
    assert simplified.index("国") < simplified.index("群")


def test_frequencies_are_those_of_the_dictionary():
    found = load_frequencies({"工会", "主题教育", "群众路线"})
    assert found == {"工会": 981, "群众路线": 3, "": 60_101_967}
