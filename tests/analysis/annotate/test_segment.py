"""The words are jieba's, one by one, with either engine; the pieces are the text, always."""

import copy
import importlib.metadata
import itertools
import os
import random
import subprocess
import sys
from functools import cache
from pathlib import Path

import numpy as np
import pytest
import rjieba
from hypothesis import given
from hypothesis import strategies as st

from analysis.annotate.segment import CANARY, Segmenter, is_word
from analysis.annotate.stock import dictionary_bytes, load_jieba, search_tag
from analysis.lexicon.words import load_lexicon
from analysis.schema import UserWord

ROOT = Path(__file__).parents[3]
DATA = ROOT / "tests" / "data"
HARD = (
    "从2022-05-27起，0.20g/m²、36.8%、1.2.3、v1.0-beta、3.5%至4%",
    "见 www.example.org/a_b?c=1&d=2#e，电话 029-85380000，邮箱 li.ming@example.org",
    "AT&T、C++、c#、T恤、A股、5G网络、B2B、G20峰会、PM2.5、H7N9、1+100、互联网+政务",
    "---___...%%%+++###&&&_a_-1-.5-",
    "赵辰蠧与㐀䶵鿖鿿𠀀𪛖豈﨎同志在〇八年",
    "😀👨‍👩‍👧🇨🇳é̀\ufeff零宽\u200b字符\u00ad\ue000",
    "第一行\r\n第二行\n\r\t\x0b\x0c\x1c\x1f\x85\u2028\u2029\u3000 \x00\x07",
    "２０２２年１２月，Ａ类ｂ项，３．５％，（１）、①②Ⅳ㈠",
    "群團組織的黨建工作，臺灣，藉口、著手、乾坤",
    "\ud800中国\udfff\udc00特色\ud83d",
    "一二三四五六七八九十百千万亿",
    "",
    " ",
    "的",
)
WORDS = (
    UserWord("群众提案", 20000, "n"),
    UserWord("渝西", 3, "ns"),
    UserWord("提案立行", 500000, "v"),
    UserWord("1+100", 50, "nz"),
    UserWord("5G-A", 50, "nz"),
    UserWord("智慧+党建", 1, "n"),
)
ODD_WORDS = (
    UserWord("工作", 1, "n"),  # known to jieba, and made rare
    UserWord("和国", 900000, "n"),  # made frequent across a border
    UserWord("会计科", 7_000_000, "n"),
    UserWord("主题 教育", 3_000_000, "n"),  # can never match, weighs all the same
    UserWord("𠀀字", 40, "n"),
    UserWord("坏\ud800", 40, "n"),
)


plain = cache(load_jieba)


def jieba_with(words):
    """Return what ``load_jieba(words)`` returns, without reading the dictionary again."""
    tokenizer = copy.copy(plain())
    tokenizer.FREQ = plain().FREQ.copy()
    for word in words:
        tokenizer.add_word(word.term, word.frequency, word.tag)
    return tokenizer


@cache
def engines():
    """Return the segmenter and stock jieba, both with the lexicon."""
    return Segmenter(words=load_lexicon()), jieba_with(load_lexicon())


@pytest.fixture(scope="module")
def stock():
    return plain()


@pytest.fixture(scope="module")
def lines():
    seeds = [path.read_text(encoding="utf-8") for path in sorted((DATA / "seeds_clean").iterdir())]
    official = (DATA / "segment_lines.txt").read_text(encoding="utf-8").splitlines()
    assert len(seeds) == 6
    assert len(official) > 190
    return (*seeds, *official, *HARD)


def fuzz(seed, count, words=()):
    """Yield lines of dictionary words, ASCII, rare characters, spaces and user words, all mixed."""
    source = random.Random(seed)  # noqa: S311 - a seeded test
    known = [piece for piece in plain().FREQ if len(piece) > 1]
    ascii_words = [piece for piece in known if piece[0].isascii()]
    known = source.sample(known, 5000)
    makers = (
        lambda: source.choice(known),
        lambda: source.choice(known),
        lambda: source.choice(ascii_words),
        lambda: "".join(source.choices("abzAZ0189+#&._%-@!()/:, ", k=source.randint(1, 5))),
        lambda: "".join(source.choices("".join(HARD[4:10]), k=source.randint(1, 3))),
        lambda: chr(source.randint(0x4E00, 0x9FFF)) + chr(source.randint(0x4E00, 0x9FFF)),
        lambda: source.choice("的了在是我有和就不人都一上也很到说要去你会着没看好自己这三万名约余"),
        *[lambda: source.choice(words)] * (3 if words else 0),
    )
    for _ in range(count):
        yield "".join(source.choice(makers)() for _ in range(source.randint(1, 12)))


@pytest.mark.parametrize("hmm", [True, False])
def test_words_are_those_of_jieba(stock, lines, hmm):
    segmenter = Segmenter(hmm=hmm)
    assert (segmenter.engine, segmenter.engine_note) == ("rjieba", "")
    for line in lines:
        assert segmenter.cut(line) == stock.lcut(line, HMM=hmm)


@pytest.mark.parametrize("hmm", [True, False])
@pytest.mark.parametrize(
    "words", [load_lexicon(), (*load_lexicon(), *WORDS), (*WORDS, *ODD_WORDS)], ids=len
)
def test_words_are_those_of_jieba_with_the_same_user_dictionary(lines, words, hmm):
    segmenter, jieba = Segmenter(hmm=hmm, words=words), jieba_with(words)
    own = [word.term for word in words]
    for line in (*lines, *own, *fuzz(11, 400, own)):
        assert segmenter.cut(line) == jieba.lcut(line, HMM=hmm)


@pytest.mark.parametrize("hmm", [True, False])
def test_fuzzed_words_are_those_of_jieba(stock, hmm):
    segmenter = Segmenter(hmm=hmm)
    for line in fuzz(5, 2500):
        assert segmenter.cut(line) == stock.lcut(line, HMM=hmm), ascii(line)


def test_every_short_run_is_cut_as_jieba_cuts_it(stock):
    segmenter = Segmenter()
    for length in range(1, 6):
        for letters in itertools.product("a1.-_%+", repeat=length):
            run = "".join(letters)
            assert segmenter.cut(run) == stock.lcut(run), run


def test_every_character_is_joined_as_jieba_joins_it(stock):
    segmenter = Segmenter()
    blocks = itertools.chain(range(0x3000, 0x3100), range(0x9FC0, 0xA010), range(0xF8F0, 0xFB10))
    planes = [0x33FF, 0x3400, 0x4DBF, 0x4DC0, 0x1FFFF, 0x20000, 0x2A6DF, 0x2A6E0, 0x2A700, 0x2EBEF]
    planes += [0x2EBF0, 0x2F800, 0x2FA1F, 0x2FA20, 0x30000, 0x3134F, 0x10FFFF]
    for point in (*blocks, *planes):
        line = f"中{chr(point)}{chr(point)}国{chr(point)}1"
        assert segmenter.cut(line) == stock.lcut(line), hex(point)


@pytest.mark.parametrize("engine", ["rjieba", "jieba"])
def test_pieces_rebuild_the_text_and_offsets_slice_it(lines, engine):
    segmenter = Segmenter(engine=engine, words=load_lexicon())
    for line in lines:
        terms, starts, ends = segmenter.pieces(line)
        assert starts.dtype == ends.dtype == np.int32
        assert "".join(terms) == line
        assert [line[a:b] for a, b in zip(starts, ends, strict=True)] == terms
        assert [tuple(token[:3]) for token in segmenter.tokenize(line)] == list(
            zip(terms, starts.tolist(), ends.tolist(), strict=True)
        )


ANY = st.text(st.characters(exclude_categories=()))


@given(ANY)
def test_pieces_rebuild_any_text(text):
    words = engines()[0].cut(text)
    assert "".join(words) == text
    assert all(words)


@given(ANY)
def test_any_text_is_cut_as_jieba_cuts_it(text):
    segmenter, jieba = engines()
    assert segmenter.cut(text) == jieba.lcut(text)


def test_without_rjieba_the_same_words_and_tags_and_a_note(monkeypatch, lines):
    fast = Segmenter(words=load_lexicon())
    monkeypatch.setitem(sys.modules, "rjieba", None)
    slow = Segmenter(words=load_lexicon())
    assert slow.engine == "jieba"
    assert "没有安装" in slow.engine_note
    for line in lines:
        assert slow.tokenize(line) == fast.tokenize(line)


def test_another_version_of_rjieba_is_not_trusted(monkeypatch):
    monkeypatch.setattr(importlib.metadata, "version", lambda _: "0.3.0")
    segmenter = Segmenter()
    assert segmenter.engine == "jieba"
    assert "0.3.0" in segmenter.engine_note
    assert segmenter.cut("从2022-05-27起") == ["从", "2022", "-", "05", "-", "27", "起"]


def test_a_changed_rjieba_is_found_out_at_the_start(monkeypatch):
    class Changed(rjieba.Jieba):
        def cut(self, text, _hmm):
            return list(text)

    monkeypatch.setattr(rjieba, "Jieba", Changed)
    segmenter = Segmenter()
    assert segmenter.engine == "jieba"
    assert "自检" in segmenter.engine_note
    assert segmenter.cut("扎实开展工作") == ["扎实", "开展", "工作"]


def test_canary_holds_the_words_of_jieba(stock):
    for line, words in CANARY:
        assert tuple(stock.lcut(line)) == words


@pytest.mark.parametrize("engine", ["rjieba", "jieba"])
def test_tags(engine):
    segmenter = Segmenter(engine=engine, words=(UserWord("工作", 9, "vn"), *load_lexicon()))
    assert (segmenter.engine, segmenter.engine_note) == (engine, "")
    tags = {
        token.term: token.tag
        for token in segmenter.tokenize(
            "主题教育工作由万州区在2022-05-27推进，增长36.8%！ABC１２😀\n赵辰蠧AT&T"
        )
    }
    assert tags == {
        "主题教育": "n",
        "工作": "vn",
        "由": "p",
        "万州区": "ns",
        "在": "p",
        "2022": "m",
        "-": "x",
        "05": "m",
        "27": "m",
        "推进": "v",
        "，": "x",
        "增长": "v",
        "36.8%": "m",
        "！": "x",
        "ABC": "eng",
        "１": "x",
        "２": "x",
        "😀": "x",
        "\n": "x",
        "赵": "nr",
        "辰": "ng",
        "蠧": "x",
        "AT&T": "nz",
    }


def test_tags_are_those_of_the_dictionary():
    segmenter, dictionary = Segmenter(), dictionary_bytes()
    entries = dict(line.split()[::2] for line in dictionary.decode().splitlines()[::50])
    assert len(entries) > 6000
    assert {term: segmenter.tag(term) for term in entries} == entries
    assert {term: search_tag(dictionary, term) for term in entries} == entries
    assert search_tag(dictionary, "AT&T") == "nz"
    assert search_tag(dictionary, "群团提案") == search_tag(dictionary, "") == ""


def test_words_that_cannot_be_are_refused():
    for word in (UserWord("", 3, "n"), UserWord("整改", 0, "n")):
        with pytest.raises(ValueError, match="frequency"):
            Segmenter(words=(word,))


def test_of_two_words_for_a_term_the_last_holds():
    words = (UserWord("渝西县", 1, "n"), UserWord("渝西县", 20000, "ns"))
    segmenter = Segmenter(words=words)
    assert segmenter.tokenize("渝西县")[0].tag == "ns"
    jieba = jieba_with(words[1:])
    for line in fuzz(3, 200, ["渝西县"]):
        assert segmenter.cut(line) == jieba.lcut(line)


def test_is_word():
    yes = ["整改", "36.8%", "a", "〇", "1", "AT&T", "１", "①", "𠀀"]
    no = ["，", "——", " ", "\n", "\u3000", "...", "", "😀", "\ud800", "%"]
    assert [piece for piece in yes if not is_word(piece)] == []
    assert [piece for piece in no if is_word(piece)] == []


def run_python(code, cache):
    home = {"XDG_CACHE_HOME": str(cache), "LOCALAPPDATA": str(cache), "HOME": str(cache)}
    return subprocess.Popen(
        [sys.executable, "-c", code],
        cwd=ROOT,
        env=os.environ | home,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        encoding="utf-8",
    )


LOAD = "from analysis.annotate.stock import load_jieba; print(load_jieba().total)"


def test_several_processes_fill_the_cache_at_once(tmp_path):
    processes = [run_python(LOAD, tmp_path) for _ in range(2)]
    assert [process.communicate() for process in processes] == [("60101967\n", "")] * 2
    files = [path for path in tmp_path.rglob("*") if path.is_file() and "jieba" in path.name]
    assert [path.name for path in files] == ["jieba-0.42.1.cache"]
    assert not list(tmp_path.rglob("tmp*"))
    files[0].write_bytes(files[0].read_bytes()[:1000])
    assert run_python(LOAD, tmp_path).communicate() == ("60101967\n", "")


def test_without_a_writable_cache_it_is_silent_and_right(tmp_path):
    blocked = tmp_path / "file"
    blocked.write_text("")
    assert run_python(LOAD, blocked).communicate() == ("60101967\n", "")


def test_stock_jieba_is_loaded_only_where_needed_and_nothing_shared_is_touched(tmp_path):
    code = """
import sys
from analysis.annotate.segment import Segmenter
from analysis.lexicon.words import load_lexicon
segmenter = Segmenter(words=load_lexicon())
segmenter.pieces("2022-05-27 鿖主题教育\\ud800")
assert "jieba" not in sys.modules
import rjieba
assert not rjieba.has_word("主题教育")
Segmenter(engine="jieba", words=load_lexicon()).tokenize("主题教育")
import jieba
assert not jieba.dt.initialized
print("done")
"""
    assert run_python(code, tmp_path).communicate() == ("done\n", "")
