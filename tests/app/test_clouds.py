from io import BytesIO

import pytest
from PIL import ImageFont

from app import fonts
from app.charts import cloud
from app.clouds import SMALLEST, WORDS, place_words, shade
from app.palette import DARK, LIGHT

COUNTS = tuple(
    (f"{a}{b}", 100 - 7 * i)
    for i, (a, b) in enumerate(zip("整基服教调作", "改层务育研风", strict=True))
)
SIZE = (520, 290)


def test_the_same_counts_give_the_same_places_in_any_order():
    one = place_words(COUNTS, *SIZE)
    place_words.cache_clear()
    assert place_words(COUNTS[::-1], *SIZE) == one


def test_more_often_is_larger_and_equal_counts_follow_their_characters():
    words = place_words((("甲乙", 9), ("丙丁", 50), ("一二", 9)), *SIZE)
    assert [word.term for word in words] == ["丙丁", "一二", "甲乙"]
    assert words[0].size > words[1].size >= words[2].size >= SMALLEST
    assert words[0].n == 50


def test_words_stand_inside_and_their_ink_does_not_cover_each_other():
    words = place_words(COUNTS, *SIZE)
    assert len(words) == len(COUNTS)
    taken = {}
    for word in words:
        left, top, width, height = word.box
        assert left >= 0
        assert top >= 0
        assert left + width <= SIZE[0]
        assert top + height <= SIZE[1]
        for place in ink(word):
            assert place not in taken, (word.term, taken[place])
            taken[place] = word.term


def ink(word):
    """Every dot that the letters of a word cover, as the browser draws them from its baseline."""
    font = ImageFont.truetype(BytesIO(fonts.TTF.read_bytes()), word.size)
    mask, (left, top) = font.getmask2(word.term, mode="1", anchor="ls")
    width, _ = mask.size
    return {
        (int(word.x) + left + i % width, int(word.y) + top + i // width)
        for i in range(len(mask))
        if mask[i]
    }


def test_words_that_occur_nowhere_are_not_placed():
    assert place_words((("整改", 0),), *SIZE) == ()
    assert place_words((), *SIZE) == ()


def test_sixty_words_at_most():
    many = tuple((f"词{chr(0x4E00 + i)}", 500 - i) for i in range(100))
    words = place_words(many, 800, 450)
    assert len(words) <= WORDS
    assert {word.term for word in words} <= {term for term, _ in many[:WORDS]}


@pytest.mark.parametrize("palette", [LIGHT, DARK], ids=["light", "dark"])
def test_larger_words_are_stronger(palette):
    words = place_words(COUNTS, *SIZE)
    colours = [shade(word, words, palette) for word in words]
    assert colours[0] == palette.sequential[-1]
    assert colours[-1] == palette.sequential[-3]
    assert set(colours) <= set(palette.sequential[-3:])


def test_picture_of_a_cloud_has_its_words_sizes_and_the_focus():
    words = place_words(COUNTS, *SIZE)
    fig = cloud.build(words, palette=LIGHT, lang="zh", size=SIZE, focus="基层")
    (trace,) = fig.data
    assert list(trace.text) == [word.term for word in words]
    assert list(trace.textfont.size) == [word.size for word in words]
    colours = dict(zip(trace.text, trace.textfont.color, strict=True))
    assert [term for term, colour in colours.items() if colour == LIGHT.focus] == ["基层"]
    assert tuple(trace.customdata[0]) == ("term", words[0].term, "")
    assert (fig.layout.width, list(fig.layout.yaxis.range)) == (520, [290, 0])
