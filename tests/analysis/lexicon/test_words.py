"""The lists that come with the program are sound, and mistakes in a user's are named."""

import re
from importlib import resources

import pytest

from analysis.annotate.segment import Segmenter
from analysis.annotate.stock import load_jieba
from analysis.errors import ResourceError
from analysis.lexicon.words import check_word, load_lexicon, load_stopwords
from analysis.schema import UserWord


def entries(name):
    text = (resources.files("analysis.resources") / name).read_text(encoding="utf-8")
    return [line for line in text.splitlines() if line and not line.startswith("#")]


def test_lexicon_has_every_word_once_with_frequency_and_tag():
    lines = entries("lexicon.txt")
    assert all(re.fullmatch(r"\S+ [1-9]\d* [a-z]+", line) for line in lines)
    terms = [line.split(" ")[0] for line in lines]
    assert len(set(terms)) == len(terms) == len(load_lexicon())


def test_lexicon_words_are_new_to_jieba():
    frequencies = load_jieba().FREQ
    assert [word.term for word in load_lexicon() if frequencies.get(word.term)] == []


def test_lexicon_words_stand_whole():
    words = load_lexicon()
    segmenter = Segmenter(words=words)
    assert [word.term for word in words if segmenter.cut(word.term) != [word.term]] == []
    assert all(segmenter.tag(word.term) == word.tag for word in words)


@pytest.mark.parametrize(
    ("line", "torn", "whole"),
    [
        ("扎实开展主题教育", "主题/教育", "主题教育"),
        ("解决急难愁盼问题", "急难/愁/盼", "急难愁盼"),
        ("梳理出群团组织问题清单", "出群/团组织", "群团组织"),
        ("召开民主生活会", "民主/生活/会", "民主生活会"),
        ("新就业形态劳动者", "新/就业/形态", "新就业形态"),
        ("25位老党员", "位老/党员", "老党员"),
        ("体制内全覆盖", "体制/内全/覆盖", "体制内/全覆盖"),
    ],
)
def test_lexicon_mends_what_jieba_tears(line, torn, whole):
    assert f"/{torn}/" in f"/{'/'.join(Segmenter().cut(line))}/"
    assert f"/{whole}/" in f"/{'/'.join(Segmenter(words=load_lexicon()).cut(line))}/"


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("健全覆盖城乡的体系", "健全/覆盖/城乡/的/体系"),
        ("网上办理业务", "网上/办理/业务"),
        ("创新时代", "创新/时代"),
    ],
)
def test_lexicon_joins_nothing_across_words(line, expected):
    assert "/".join(Segmenter(words=load_lexicon()).cut(line)) == expected


def test_stopwords_are_function_words_once_each():
    lines = entries("stopwords.txt")
    words = load_stopwords()
    assert len(lines) == len(words)
    assert {"的", "和", "进行", "一是", "三", "名", "我们", "以及"} <= words
    content = {"整改", "基层", "服务", "工作", "问题", "群众", "职工", "加强", "推进", "党", "人民"}
    assert not content & words
    assert not {word.term for word in load_lexicon()} & words


@pytest.mark.parametrize(
    ("content", "entry", "problem"),
    [
        ("主题教育 20000 n\n主题教育 3 n", 2, "前面已经有了"),
        ("# 说明\n主题教育", 2, "词 词频 词性"),
        ("主题教育 多 n", 1, "词 词频 词性"),
        ("主题教育 0 n", 1, "词频要在"),
        ("主题教育 20000 名", 1, "词性要用字母"),
    ],
)
def test_mistake_names_file_and_line(tmp_path, content, entry, problem):
    path = tmp_path / "自编词表.txt"
    path.write_text(content, encoding="utf-8")
    with pytest.raises(ResourceError, match=problem) as caught:
        load_lexicon(path)
    assert "自编词表.txt" in str(caught.value)
    assert caught.value.values["entry"] == entry


def test_unreadable_lists_are_told(tmp_path):
    gbk = tmp_path / "停用.txt"
    gbk.write_bytes("的确".encode("gbk"))
    for path in (gbk, tmp_path / "没有.txt"):
        with pytest.raises(ResourceError, match=path.name):
            load_stopwords(path)


def test_own_stopwords_are_read_with_byte_order_mark_and_comments(tmp_path):
    path = tmp_path / "停用.txt"
    path.write_text("# 我的\n\n 工作 \n会议\n", encoding="utf-8-sig")
    assert load_stopwords(path) == {"工作", "会议"}
    path.write_text("工作 会议\n", encoding="utf-8")
    with pytest.raises(ResourceError, match="一行只写一个词"):
        load_stopwords(path)


@pytest.mark.parametrize("term", ["", "主题 教育", "\ud800", "主题\n"])
def test_check_refuses_terms_that_cannot_be_words(term):
    assert check_word(UserWord(term, 3, "n"))
