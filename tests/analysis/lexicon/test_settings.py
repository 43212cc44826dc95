"""Settings survive the way to a file and back; mistakes name file and entry."""

import tomllib

import pytest
from hypothesis import given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st

from analysis.errors import ResourceError
from analysis.lexicon.encodings import CODECS
from analysis.lexicon.settings import dump_settings, load_settings, read_settings
from analysis.schema import ImportOptions, Organisation, Settings, Theme, UserWord

FULL = """
engine = "jieba"
hmm = false
lexicon = false
count_duplicates = true
user_words = ["群众提案", "镇街 500", "渝西 80 ns"]
stopwords = ["的", "和"]

[import]
encoding = "GBK"
text_column = "处理意见"
rules_off = ["label", "footer"]
max_rows = 50000

[[theme]]
key = "减负"
label = "为基层减负"
words = ["减负", "精文减会"]
exclude = ["减负率"]

[[organisations]]
canonical = "渝西县总工会"
short = "渝西总工会"
kind = "工会"
parent = "中华全国总工会"
aliases = ["渝西工会", "县总"]

[[organisations]]
canonical = "渝西县志愿服务联合会"
"""


def test_every_entry_is_read(tmp_path):
    path = tmp_path / "设置.toml"
    path.write_text(FULL, encoding="utf-8")
    settings = load_settings(path)
    assert settings.engine == "jieba"
    assert (settings.hmm, settings.lexicon, settings.count_duplicates) == (False, False, True)
    assert settings.user_words == (
        UserWord("群众提案", 20000, "n"),
        UserWord("镇街", 500, "n"),
        UserWord("渝西", 80, "ns"),
    )
    assert settings.stopwords == ("的", "和")
    assert settings.importing == ImportOptions(
        "gb18030", "处理意见", ("label", "footer"), max_rows=50_000
    )
    assert settings.themes == (
        Theme("减负", "为基层减负", "为基", "为基层减负", ("减负", "精文减会"), ("减负率",)),
    )
    assert settings.organisations == (
        Organisation("渝西县总工会", "渝西总工会", "工会", ("渝西工会", "县总"), "中华全国总工会"),
        Organisation("渝西县志愿服务联合会", "渝西县志愿服务联合会", "其他"),
    )
    assert read_settings(dump_settings(settings), name="x") == settings


def test_nothing_stated_is_the_default():
    assert read_settings("", name="x") == Settings()
    assert dump_settings(Settings()) == ""
    empty = Settings(stopwords=(), themes=())
    assert read_settings(dump_settings(empty), name="x") == empty


LETTERS = st.characters(codec="utf-8", exclude_categories=["Z", "Cc", "Cs"])
NAMES = st.text(LETTERS, min_size=1, max_size=6)
TEXTS = st.text(st.characters(codec="utf-8"), max_size=8).map(str.strip)
WORDS = st.builds(
    UserWord, NAMES.filter(lambda t: t.split() == [t]), st.integers(1, 10**9), st.just("nz")
)
THEMES = st.builds(
    lambda key, label, note, terms: Theme(
        key, label or key, "短", "word", tuple(terms), (terms[0] + "外",), note
    ),
    NAMES,
    TEXTS,
    TEXTS,
    st.lists(NAMES.filter(lambda t: "外" not in t), min_size=1, max_size=3, unique=True),
)
ORGANISATIONS = st.builds(
    Organisation, NAMES, NAMES, NAMES, st.lists(TEXTS, max_size=3).map(tuple), st.none() | NAMES
)
OPTIONS = st.builds(
    ImportOptions,
    encoding=st.sampled_from(["", *CODECS]),
    text_column=TEXTS,
    rules_off=st.lists(TEXTS, max_size=2).map(tuple),
    **dict.fromkeys(("max_members", "max_rows", "max_seconds"), st.integers(1, 10**12)),
)


@hypothesis_settings(deadline=None)
@given(
    st.builds(
        Settings,
        engine=st.sampled_from(["rjieba", "jieba"]),
        hmm=st.booleans(),
        lexicon=st.booleans(),
        user_words=st.lists(WORDS, max_size=3, unique_by=lambda w: w.term).map(tuple),
        stopwords=st.none() | st.lists(TEXTS, max_size=3).map(tuple),
        themes=st.none() | st.lists(THEMES, max_size=2, unique_by=lambda t: t.key).map(tuple),
        organisations=st.lists(ORGANISATIONS, max_size=2, unique_by=lambda o: o.canonical).map(
            tuple
        ),
        count_duplicates=st.booleans(),
        importing=OPTIONS,
    )
)
def test_dumped_settings_read_back_the_same(settings):
    text = dump_settings(settings)
    tomllib.loads(text)
    assert read_settings(text, name="x") == settings
    assert read_settings(text, name="x").digest() == settings.digest()


@pytest.mark.parametrize(
    ("text", "entry", "problem"),
    [
        ("hmn = true", "hmn", "没有这一项；可用的有：engine、hmm"),
        ('engine = "pkuseg"', "engine", "只能是"),
        ('hmm = "yes"', "hmm", "true 或 false"),
        ("stopwords = [1]", "stopwords", "字串的列表"),
        ('user_words = ["镇街 很多"]', "镇街 很多", "要写成"),
        ('user_words = ["镇街 0 n"]', "镇街 0 n", "词频要在"),
        ('user_words = [""]', "user_words", "要写成"),
        ('user_words = ["镇街", "镇街 3"]', "镇街 3", "写了两次"),
        ("organisations = 3", "organisations", "机构要写成"),
        ('[[organisations]]\nshort = "工会"', "organisations", "全称"),
        ('[[organisations]]\ncanonical = "甲"\nname = "乙"', "name", "没有这一项"),
        ("[[organisations]]\ncanonical = 3", "canonical", "一个字串"),
        ('[[organisations]]\ncanonical = "甲"\naliases = "乙"', "甲", "字串的列表"),
        (
            '[[organisations]]\ncanonical = "甲"\n[[organisations]]\ncanonical = "甲"',
            "甲",
            "写了两次",
        ),
        ('[[theme]]\nkey = "减负"', "减负", "至少一个词"),
        ("import = 3", "import", "要写成 \\[import\\] 段"),
        ("[import]\nmax_row = 3", "max_row", "没有这一项；可用的有：encoding、text_column"),
        ("[import]\nmax_rows = 0", "max_rows", "1 和 1000000000000 之间的整数"),
        ("[import]\nmax_rows = true", "max_rows", "之间的整数"),
        ('[import]\nencoding = "rot13"', "encoding", "没有“rot13”这种编码；可用的有：utf-8"),
        ('[import]\nencoding = "\\u0000"', "encoding", "这种编码"),
        ("[import]\nencoding = 3", "encoding", "一个字串"),
        ("[import]\nrules_off = 3", "rules_off", "字串的列表"),
        ("hmm = ", "我的.toml", "TOML"),
        (f"hmm = {'9' * 5000}", "我的.toml", "TOML"),
        (f"hmm = {'[' * 5000}", "我的.toml", "TOML"),
        (f'user_words = ["镇街 {"9" * 5000}"]', "user_words", "要写成"),
    ],
)
def test_mistakes_name_file_and_entry(text, entry, problem):
    with pytest.raises(ResourceError, match=problem) as caught:
        read_settings(text, name="我的.toml")
    assert "我的.toml" in str(caught.value)
    assert entry in str(caught.value)


def test_unreadable_file_is_told(tmp_path):
    path = tmp_path / "缺.toml"
    with pytest.raises(ResourceError, match=r"缺\.toml"):
        load_settings(path)
    path.write_bytes("stopwords = ['的']".encode("gbk"))
    with pytest.raises(ResourceError, match="UTF-8"):
        load_settings(path)
