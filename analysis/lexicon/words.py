"""Stop words and the genre lexicon: one entry a line, checked when read."""

from __future__ import annotations

import re
from collections.abc import Iterator
from importlib import resources
from pathlib import Path

from analysis.errors import ResourceError
from analysis.schema import UserWord

LEXICON_FILE = "lexicon.txt"
STOPWORDS_FILE = "stopwords.txt"
MOST_FREQUENT = 10**9
"""Greatest frequency of a word: far above all of jieba's together."""

_NUMBER = re.compile(r"[0-9]{1,10}")
_TAG = re.compile(r"[A-Za-z]{1,6}[0-9]?")


def load_lexicon(path: Path | None = None) -> tuple[UserWord, ...]:
    """Return the words of a lexicon in its order, those of the program without ``path``.

    Raises
    ------
    ResourceError
        The file cannot be read, or a line is not ``term frequency tag`` with a new term.
    """
    name, lines = _entries(path, LEXICON_FILE)
    words: dict[str, UserWord] = {}
    for number, line in lines:
        word = _read_word(line, name, number)
        if word.term in words:
            raise line_mistake(name, number, line, "这个词前面已经有了")
        words[word.term] = word
    return tuple(words.values())


def load_stopwords(path: Path | None = None) -> frozenset[str]:
    """Return a list of stop words, that of the program without ``path``.

    Raises
    ------
    ResourceError
        The file cannot be read, or a line holds several words.
    """
    name, lines = _entries(path, STOPWORDS_FILE)
    words = set()
    for number, line in lines:
        if len(line.split()) > 1:
            raise line_mistake(name, number, line, "一行只写一个词")
        words.add(line)
    return frozenset(words)


def check_word(word: UserWord) -> str:
    """Return what is wrong with a word, or an empty string.

    Examples
    --------
    >>> check_word(UserWord("主题教育", 20000, "n"))
    ''
    >>> check_word(UserWord("主题教育", 0, "n"))
    '词频要在 1 和 1000000000 之间'
    """
    if not word.term or any(map(str.isspace, word.term)):
        return "词不能是空的，也不能有空格"
    if any("\ud800" <= character <= "\udfff" for character in word.term):
        return "词里有残缺的字符"
    if not 1 <= word.frequency <= MOST_FREQUENT:
        return f"词频要在 1 和 {MOST_FREQUENT} 之间"
    if not _TAG.fullmatch(word.tag):
        return "词性要用字母，如 n、v、l"
    return ""


def is_frequency(text: str) -> bool:
    """Tell whether a text is a whole number that a frequency may be; ``check_word`` has limits."""
    return _NUMBER.fullmatch(text) is not None


def line_mistake(name: str, number: int, line: str, problem: str) -> ResourceError:
    """Return the error that names the file and the line, and says what is wrong."""
    message = f"“{name}”第 {number} 行“{line}”：{problem}。请改正后再试。"
    return ResourceError(
        message, code="resource_line", name=name, entry=number, line=line, problem=problem
    )


def _read_word(line: str, name: str, number: int) -> UserWord:
    parts = line.split()
    if len(parts) != 3 or not is_frequency(parts[1]):
        raise line_mistake(name, number, line, "要写成“词 词频 词性”，如“主题教育 20000 n”")
    word = UserWord(parts[0], int(parts[1]), parts[2])
    problem = check_word(word)
    if problem:
        raise line_mistake(name, number, line, problem)
    return word


def _entries(path: Path | None, resource: str) -> tuple[str, Iterator[tuple[int, str]]]:
    """Return the name of a file and its lines with their numbers, without comments."""
    name = resource if path is None else path.name
    source = resources.files("analysis.resources") / resource if path is None else path
    try:
        text = source.read_text(encoding="utf-8-sig")
    except (OSError, ValueError) as error:
        message = f"“{name}”读不出来（{error}）。请检查文件是否存在、是否为 UTF-8 编码。"
        raise ResourceError(message, code="resource_unreadable", name=name) from error
    lines = ((number, line.strip()) for number, line in enumerate(text.splitlines(), 1))
    return name, ((number, line) for number, line in lines if line and not line.startswith("#"))
