"""Sentences tile their paragraph and end where a reader would end them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.annotate.sentences import Sentence, split_sentences


def pieces(text):
    return [text[s.start : s.end] for s in split_sentences(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("学习了。整改了！好吗？", ["学习了。", "整改了！", "好吗？"]),
        ("学习了!整改了?好", ["学习了!", "整改了?", "好"]),
        ("一是学；二是改；三是干。", ["一是学；二是改；三是干。"]),
        ("增长3.5%，达2.6万人.完成", ["增长3.5%，达2.6万人.完成"]),
        ("他说：“怎么办？”大家都笑了。", ["他说：“怎么办？”", "大家都笑了。"]),
        ("（详见附件。）下一步要抓落实。", ["（详见附件。）", "下一步要抓落实。"]),
        ("《为了谁？》》继续", ["《为了谁？》》", "继续"]),
        ("真的吗？！太好了！！！走", ["真的吗？！", "太好了！！！", "走"]),
        ("等等……还有很多", ["等等……", "还有很多"]),
        ("等等…还有很多", ["等等…还有很多"]),
        ("“他来了。”。然后", ["“他来了。”。", "然后"]),
        ("第一句。 第二句。\u3000", ["第一句。 ", "第二句。\u3000"]),
        ("\u3000\u3000开头。", ["\u3000\u3000开头。"]),
        ('他说:"好。"我走了。"行吗?"他问', ['他说:"好。"', "我走了。", '"行吗?"', "他问"]),
        ('他说:"好。"\n"走吧。" \n我走了。', ['他说:"好。"', '"走吧。" ', "我走了。"]),
        ("沒有標點", ["沒有標點"]),
        ("", []),
        ("。", ["。"]),
    ],
)
def test_ends(text, expected):
    assert pieces(text) == expected


def test_paragraphs_count_empty_ones_too():
    assert split_sentences("甲。乙\n\n丙。\n") == [
        Sentence(0, 0, 2),
        Sentence(0, 2, 3),
        Sentence(2, 5, 7),
    ]


TEXTS = (
    st.text(alphabet=st.sampled_from('甲乙，；。！？!?…⋯."“”（）)》\n\r\u3000 \u2028a1'))
    | st.text()
)


@given(TEXTS)
def test_a_paragraph_is_cut_as_if_it_stood_alone(text):
    alone = [piece for paragraph in text.split("\n") for piece in pieces(paragraph)]
    assert pieces(text) == alone


@given(TEXTS)
def test_sentences_tile_every_paragraph(text):
    found = split_sentences(text)
    starts = [0]
    for paragraph in text.split("\n"):
        starts.append(starts[-1] + len(paragraph) + 1)
    for number, paragraph in enumerate(text.split("\n")):
        own = [s for s in found if s.paragraph == number]
        assert "".join(text[s.start : s.end] for s in own) == paragraph
        assert all(s.end > s.start for s in own)
        assert bool(own) == bool(paragraph)
        assert all(starts[number] <= s.start and s.end < starts[number + 1] for s in own)
    assert found == sorted(found, key=lambda s: s.start)
