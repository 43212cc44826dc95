"""Words with offsets: those of jieba 0.42.1, cut by rjieba where it is there and proven equal.

The two differ in three places only, all handled here: characters that rjieba takes for Han and
jieba does not, runs such as ``2022-05-27`` that rjieba keeps whole, and the total weight of the
dictionary after a known word was given another frequency. Neither engine's shared instance is used.
"""

from __future__ import annotations

import importlib.metadata
import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import cached_property, partial
from itertools import chain
from typing import Any, Literal, NamedTuple

import numpy as np
import numpy.typing as npt

from analysis.annotate.stock import dictionary_bytes, load_jieba, search_tag
from analysis.ingest.signs import Signs
from analysis.schema import UserWord

Engine = Literal["rjieba", "jieba"]
Offsets = npt.NDArray[np.int32]
Cut = Callable[[str], list[str]]

RJIEBA_VERSION = "0.2.2"
"""The version whose words were proven equal to jieba's; they change between versions."""
CANARY = (
    ("对区妇联梳理后报", ("对区", "妇联", "梳理", "后报")),
    ("赵辰蠧心往一处想", ("赵", "辰", "蠧", "心", "往", "一处", "想")),
    ("从2022-05-27起增长36.8%", ("从", "2022", "-", "05", "-", "27", "起", "增长", "36.8%")),
    ("\r\n鿖AT&T的0.20g", ("\r\n", "鿖", "AT&T", "的", "0.20", "g")),
)
"""Lines and their words with the HMM on, tried at every start."""

_FOREIGN = Signs(
    "\u3400-\u4dbf\u9fd6-\u9fff\uf900-\ufaff\U00020000-\U0002a6df\U0002a700-\U0002ebef"
    "\U0002f800-\U0002fa1f\ud800-\udfff"
)
"""What rjieba takes for Han and jieba does not (㐀, 𠀀; not 一), and halves of surrogate pairs."""
_NEUTRAL = "\ufffd"
_JOINED = re.compile(r"[A-Za-z0-9](?:[_-][A-Za-z0-9]|\.(?:[A-Za-z]|[0-9]+[A-Za-z._-]))")
"""A run that rjieba may keep whole: ``2022-05``, ``0.20g``. Not: ``36.8%``."""
_RUN = re.compile(r"[A-Za-z0-9+#&._%-]{3,}")
_SKIP = re.compile(r"([a-zA-Z0-9]+(?:\.\d+)?%?)")
"""How jieba cuts a run outside its dictionary: ``36.8%`` whole, ``0.20g`` in two."""
_BLOCK = re.compile(r"[\u4e00-\u9fd5a-zA-Z0-9+#&._%-]+")
"""What a word of jieba's dictionary may consist of: ``C++``. Not: ``主题 教育``."""
_PLACEHOLDER = "\ue000"
"""A private character that carries weight in rjieba's dictionary and never stands in a block."""


class Token(NamedTuple):
    """A piece of a text with its offsets and its part of speech in jieba's letters."""

    term: str
    start: int
    end: int
    tag: str


class Pieces(NamedTuple):
    """All pieces of a text as columns: ``terms`` and, as arrays of shape ``(n,)``, offsets."""

    terms: list[str]
    starts: Offsets
    ends: Offsets


def is_word(piece: str) -> bool:
    """Tell words from punctuation and white space: a letter, a digit or a Han character.

    Examples
    --------
    >>> is_word("整改"), is_word("36.8%"), is_word("——")
    (True, True, False)
    """
    return piece.isalnum() or any(map(str.isalnum, piece))


class Segmenter:
    """A loaded dictionary. Built once for its words and never changed, so it may be shared.

    Parameters
    ----------
    engine
        ``rjieba``, or ``jieba`` for the slow definition of the same words. Without a proven rjieba
        the latter is used, and ``engine_note`` says why.
    hmm
        Whether unknown words are guessed.
    words
        Added to the dictionary; of several for one term the last holds. The words cut are those of
        jieba with the same user dictionary.

    Raises
    ------
    ValueError
        A word is empty or its frequency is below 1.
    """

    def __init__(
        self, *, engine: Engine = "rjieba", hmm: bool = True, words: Sequence[UserWord] = ()
    ) -> None:
        self.words: Mapping[str, UserWord] = {word.term: word for word in words}
        for word in self.words.values():
            if not word.term or word.frequency < 1:
                message = f"a user word needs characters and a frequency from 1: {word}"
                raise ValueError(message)
        self.engine: Engine = engine
        self.engine_note = ""
        """Empty, or the sentence for people why rjieba is not used."""
        self._fast: Any = None
        if engine == "rjieba":
            self._fast, self.engine_note = _load_rjieba(self.words.values())
            self.engine = "jieba" if self._fast is None else "rjieba"
        if self._fast is None:
            stock = load_jieba(self.words.values())
            self._cut: Cut = partial(stock.lcut, HMM=hmm)
            self._has_word: Callable[[str], object] = stock.FREQ.get
        else:
            self._cut = partial(_fast_cut, self._fast, hmm=hmm)
            self._has_word = self._fast.has_word
        self._tags: dict[str, str] = {term: word.tag for term, word in self.words.items()}

    def cut(self, text: str) -> list[str]:
        """Return all pieces of a text in order, punctuation and spaces included.

        Joined they are the text, whatever it holds.
        """
        return self._cut(text)

    def pieces(self, text: str) -> Pieces:
        """Return all pieces of a text with their offsets as arrays; the way for whole documents."""
        terms = self._cut(text)
        lengths = np.fromiter(map(len, terms), dtype=np.int32, count=len(terms))
        ends = np.cumsum(lengths, dtype=np.int32)
        return Pieces(terms, ends - lengths, ends)

    def tokenize(self, text: str) -> list[Token]:
        """Return all pieces of a text with offsets and parts of speech."""
        terms, starts, ends = self.pieces(text)
        tags = map(self.tag, terms)
        return list(map(Token, terms, starts.tolist(), ends.tolist(), tags))

    def tag(self, term: str) -> str:
        """Return the part of speech of a term: that of the dictionary, else by its characters.

        The same with either engine. Outside the dictionary: ``m`` digits, ``eng`` with Latin
        letters, ``x`` everything else, punctuation among it.
        """
        known = self._tags.get(term)
        if known is None:
            known = self._tags[term] = self._dictionary_tag(term) or _guess_tag(term)
        return known

    def _dictionary_tag(self, term: str) -> str:
        """Return the tag in jieba's dictionary, or an empty string for a term it does not hold."""
        if not _BLOCK.fullmatch(term) or not self._has_word(term):
            return ""
        if self._fast is not None:
            parts = self._fast.tag(term, hmm=False)
            if len(parts) == 1:
                return str(parts[0][1])
        return search_tag(self._dictionary, term)

    @cached_property
    def _dictionary(self) -> bytes:
        return dictionary_bytes()


def _load_rjieba(words: Iterable[UserWord]) -> tuple[Any, str]:
    """Return an instance of rjieba with these words, or None and the sentence why there is none."""
    try:
        import rjieba  # noqa: PLC0415 - without a wheel on some platforms
    except ImportError:
        return None, "本机没有安装快速分词引擎 rjieba，已改用 jieba：词完全相同，只是慢一些。"
    found = importlib.metadata.version("rjieba")
    if found != RJIEBA_VERSION:
        note = (
            f"rjieba 的版本是 {found}，核对过的是 {RJIEBA_VERSION}，已改用 jieba：慢一些，词不变。"
        )
        return None, note
    fast = rjieba.Jieba()
    if not _sings(fast):
        return None, "rjieba 自检时切出的词与 jieba 不同，已改用 jieba：慢一些，词不变。"
    _add_words(fast, words)
    return fast, ""


def _sings(fast: Any) -> bool:  # noqa: ANN401 - rjieba has no types
    """Tell whether rjieba still cuts the canary lines as jieba does."""
    return all(_fast_cut(fast, line, hmm=True) == list(words) for line, words in CANARY)


def _fast_cut(fast: Any, text: str, *, hmm: bool) -> list[str]:  # noqa: ANN401
    """Cut with rjieba, and put right the places where it differs from jieba."""
    plain = _FOREIGN.pattern.sub(_NEUTRAL, text) if _FOREIGN.occur(text) else text
    terms: list[str] = fast.cut(plain, hmm)
    if hmm and _JOINED.search(text):
        terms = _split_runs(terms, fast.has_word)
    return terms if plain == text else _slices(text, terms)


def _split_runs(terms: list[str], has_word: Callable[[str], bool]) -> list[str]:
    """Cut the runs outside the dictionary as jieba does."""
    runs = [term for term in set(terms) if term.isascii() and _RUN.fullmatch(term)]
    whole = [term for term in runs if not has_word(term)]
    cut = {term: [part for part in _SKIP.split(term) if part] for term in whole}
    parts = {term: pieces for term, pieces in cut.items() if len(pieces) > 1}
    if not parts:
        return terms
    return list(chain.from_iterable(parts.get(term) or (term,) for term in terms))


def _add_words(fast: Any, words: Iterable[UserWord]) -> None:  # noqa: ANN401
    """Add words so that every weight, and their total, is as jieba has it.

    jieba adds the frequency of every word to its total, also where it replaces a known one or can
    never match; rjieba does not, so a placeholder carries the difference.
    """
    possible: list[UserWord] = []
    missing = 0
    for word in words:
        if _BLOCK.fullmatch(word.term):
            possible.append(word)
        else:
            missing += word.frequency
    replaced = {word.term for word in possible if fast.has_word(word.term)}
    if replaced:
        lines = dictionary_bytes().decode().splitlines()
        known = {term: int(n) for term, n, _ in map(str.split, lines) if term in replaced}
        missing += sum(known.values())
    for word in possible:
        fast.add_word(word.term, word.frequency, word.tag)
    if missing:
        fast.add_word(_PLACEHOLDER, missing, "x")


def _guess_tag(term: str) -> str:
    latin = [character for character in term if character.isascii() and character.isalnum()]
    if not latin:
        return "x"
    return "m" if all(map(str.isdigit, latin)) else "eng"


def _slices(text: str, terms: list[str]) -> list[str]:
    """Return the pieces of ``text`` that are as long as ``terms``."""
    pieces = []
    start = 0
    for term in terms:
        pieces.append(text[start : start + len(term)])
        start += len(term)
    return pieces
