"""Settings as a TOML file: what a link or a colleague needs to get the same numbers.

::

    engine = "rjieba"            # or "jieba"
    hmm = true                   # whether unknown words are guessed
    lexicon = true               # whether the genre lexicon is used
    count_duplicates = false
    user_words = ["群众提案", "镇街 500 n"]   # term, and if need be frequency and tag
    stopwords = ["的", "和"]     # instead of the list that comes with the program

    [import]                     # how files are read that are imported from now on
    encoding = "gb18030"         # of text files; without it each is looked at
    text_column = "处理意见"     # of tables; without it the column is found
    rules_off = ["label"]        # cleaning rules that are not to be applied
    max_rows = 50000             # and max_characters, max_members, max_bytes, max_ratio, max_depth,
                                 # max_seconds

    [[theme]]                    # as in themes.toml; instead of the themes of the program
    key = "减负"
    words = ["减负", "精文减会"]

    [[organisations]]            # as in organisations.toml; added to those of the program
    canonical = "渝西县总工会"
    aliases = ["渝西总工会"]

Whatever is not stated is as it comes with the program.
"""

from __future__ import annotations

import json
import tomllib
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import fields
from pathlib import Path
from typing import Any

from analysis.errors import ResourceError
from analysis.lexicon.importing import OptionError, read_options, stated_options
from analysis.lexicon.texts import decode_text, read_text
from analysis.lexicon.themes import read_themes
from analysis.lexicon.words import check_word, is_frequency
from analysis.schema import ImportOptions, Organisation, Settings, Theme, UserWord

FREQUENCY = 20_000
"""Frequency of a user word that states none: enough to stand whole nearly everywhere."""
TAG = "n"
KIND = "其他"

_DEFAULTS = Settings()


def load_settings(path: Path) -> Settings:
    """Read settings from a TOML file.

    Raises
    ------
    ResourceError
        The file cannot be read, is no TOML, or has an entry with a mistake; names file and entry.
    """
    return read_settings(read_text(path, _unreadable), name=path.name)


def decode_settings(data: bytes, *, name: str) -> str:
    """Return the text of a file called ``name``.

    Raises
    ------
    ResourceError
        It is not UTF-8.
    """
    return decode_text(data, name, _unreadable)


def _unreadable(name: str, why: Exception) -> ResourceError:
    message = f"设置文件“{name}”读不出来（{why}）。请检查文件是否存在、是否为 UTF-8 编码。"
    return ResourceError(message, code="settings_unreadable", file=name)


def read_settings(text: str, *, name: str) -> Settings:
    """Return the settings in a TOML text from a file called ``name``.

    Raises
    ------
    ResourceError
        The text is no TOML, or has an entry with a mistake.
    """
    try:
        content = tomllib.loads(text)
    except (ValueError, RecursionError) as error:
        message = f"设置文件“{name}”不是正确的 TOML（{error}）。请改正后再试。"
        raise ResourceError(
            message, code="settings_syntax", file=name, problem=str(error)
        ) from error
    unknown = [key for key in content if key not in _READERS]
    if unknown:
        raise _mistake(name, unknown[0], f"没有这一项；可用的有：{'、'.join(_READERS)}")
    values: dict[str, Any] = {}
    for key, value in content.items():
        field, read = _READERS[key]
        values[field] = read(value, key, name)
    return Settings(**values)


def read_user_words(lines: Iterable[str], *, name: str) -> tuple[UserWord, ...]:
    """Return the words of a list, one a line: ``镇街``, or with frequency and tag ``镇街 500 n``.

    Empty lines are passed over; ``name`` is what the list is called in a message.

    Raises
    ------
    ResourceError
        A line is no word, or repeats one.
    """
    return _read_words([line for line in lines if line.strip()], "user_words", name)


def dump_settings(settings: Settings) -> str:
    """Return settings as the text of a TOML file; reading it gives the same settings.

    What is as it comes with the program is left out, so that the default gives an empty text.

    Examples
    --------
    >>> print(dump_settings(Settings(hmm=False, user_words=(UserWord("镇街", 500, "n"),))), end="")
    hmm = false
    user_words = [
      "镇街 500 n",
    ]
    """
    changed = {
        field.name: getattr(settings, field.name)
        for field in fields(settings)
        if getattr(settings, field.name) != getattr(_DEFAULTS, field.name)
    }
    themes: tuple[Theme, ...] | None = changed.pop("themes", None)
    organisations: tuple[Organisation, ...] = changed.pop("organisations", ())
    importing: ImportOptions | None = changed.pop("importing", None)
    words = changed.get("user_words")
    if words:
        changed["user_words"] = [f"{word.term} {word.frequency} {word.tag}" for word in words]
    lines = [f"{key} = {_value(value)}" for key, value in changed.items()]
    if themes == ():
        lines.append("theme = []")
    if importing is not None:
        stated = stated_options(importing)
        lines += ["", "[import]", *(f"{key} = {_value(value)}" for key, value in stated.items())]
    lines += _blocks("theme", map(_theme_entry, themes or ()))
    lines += _blocks("organisations", map(_organisation_entry, organisations))
    return "".join(f"{line}\n" for line in lines)


def _theme_entry(theme: Theme) -> dict[str, object]:
    return {
        "key": theme.key,
        "label": theme.label,
        "short": theme.short,
        "english": theme.label_en,
        "note": theme.note,
        "words": theme.terms,
        "exclude": theme.exclude,
    }


def _organisation_entry(organisation: Organisation) -> dict[str, object]:
    return {
        "canonical": organisation.canonical,
        "short": organisation.short,
        "kind": organisation.kind,
        "parent": organisation.parent or "",
        "aliases": organisation.aliases,
    }


def _blocks(name: str, entries: Iterable[Mapping[str, object]]) -> Iterator[str]:
    for entry in entries:
        yield ""
        yield f"[[{name}]]"
        yield from (f"{key} = {_value(value)}" for key, value in entry.items() if value)


def _value(value: object) -> str:
    """Return a value in TOML; strings with everything escaped that TOML wants escaped."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int):
        return str(value)
    if isinstance(value, str):
        return json.dumps(value, ensure_ascii=False).replace("\x7f", "\\u007f")
    if isinstance(value, tuple | list):
        items = "".join(f"  {_value(item)},\n" for item in value)
        return f"[\n{items}]" if items else "[]"
    message = f"no way to write {value!r} in TOML"
    raise TypeError(message)


def _read_engine(value: object, key: str, name: str) -> str:
    if value not in {"rjieba", "jieba"}:
        raise _mistake(name, key, '只能是 "rjieba" 或 "jieba"')
    return str(value)


def _read_switch(value: object, key: str, name: str) -> bool:
    if not isinstance(value, bool):
        raise _mistake(name, key, "只能是 true 或 false")
    return value


def _read_import(value: object, key: str, name: str) -> ImportOptions:
    if not isinstance(value, dict):
        raise _mistake(name, key, "要写成 [import] 段")
    try:
        return read_options(value)
    except OptionError as error:
        raise _mistake(name, f"{key} 里的“{error.entry}”", str(error)) from error


def _read_strings(value: object, key: str, name: str) -> tuple[str, ...]:
    if not isinstance(value, list) or not all(isinstance(item, str) for item in value):
        raise _mistake(name, key, '要写成字串的列表，如 ["甲", "乙"]')
    return tuple(value)


def _read_words(value: object, key: str, name: str) -> tuple[UserWord, ...]:
    words: dict[str, UserWord] = {}
    for line in _read_strings(value, key, name):
        word = _read_word(line.split(), key, name, line)
        problem = "这个词写了两次" if word.term in words else check_word(word)
        if problem:
            raise _mistake(name, f"{key} 里的“{line}”", problem)
        words[word.term] = word
    return tuple(words.values())


def _read_word(parts: list[str], key: str, name: str, line: str) -> UserWord:
    if not 1 <= len(parts) <= 3 or (len(parts) > 1 and not is_frequency(parts[1])):
        raise _mistake(name, f"{key} 里的“{line}”", "要写成“词”或“词 词频 词性”，如“镇街 500 n”")
    frequency = int(parts[1]) if len(parts) > 1 else FREQUENCY
    return UserWord(parts[0], frequency, parts[2] if len(parts) > 2 else TAG)


def _read_themes(value: object, key: str, name: str) -> tuple[Theme, ...]:  # noqa: ARG001
    return read_themes(value, name=name)


def _read_organisations(value: object, key: str, name: str) -> tuple[Organisation, ...]:
    if not isinstance(value, list) or not all(isinstance(item, dict) for item in value):
        raise _mistake(name, key, "机构要写成 [[organisations]] 段")
    found = tuple(_read_organisation(entry, key, name) for entry in value)
    names = [organisation.canonical for organisation in found]
    repeated = [canonical for canonical in names if names.count(canonical) > 1]
    if repeated:
        raise _mistake(name, f"{key} 里的“{repeated[0]}”", "这个机构写了两次")
    return found


def _read_organisation(entry: Mapping[str, object], key: str, name: str) -> Organisation:
    texts = {"canonical": "", "short": "", "kind": KIND, "parent": ""}
    unknown = [field for field in entry if field not in {*texts, "aliases"}]
    if unknown:
        raise _mistake(name, f"{key} 里的“{unknown[0]}”", "没有这一项")
    for field, value in entry.items():
        if field != "aliases":
            if not isinstance(value, str):
                raise _mistake(name, f"{key} 里的“{field}”", "要写成一个字串")
            texts[field] = value.strip()
    canonical = texts["canonical"]
    if not canonical:
        raise _mistake(name, key, "机构要有全称 canonical")
    aliases = _read_strings(entry.get("aliases", []), f"“{canonical}”的 aliases", name)
    return Organisation(
        canonical, texts["short"] or canonical, texts["kind"], aliases, texts["parent"] or None
    )


_READERS: dict[str, tuple[str, Callable[[object, str, str], object]]] = {
    "engine": ("engine", _read_engine),
    "hmm": ("hmm", _read_switch),
    "lexicon": ("lexicon", _read_switch),
    "count_duplicates": ("count_duplicates", _read_switch),
    "user_words": ("user_words", _read_words),
    "stopwords": ("stopwords", _read_strings),
    "theme": ("themes", _read_themes),
    "organisations": ("organisations", _read_organisations),
    "import": ("importing", _read_import),
}
"""Key of the file: the field of the settings, and what reads its value."""


def _mistake(name: str, entry: str, problem: str) -> ResourceError:
    message = f"设置文件“{name}”的 {entry}：{problem}。请改正后再试。"
    return ResourceError(message, code="settings_entry", file=name, entry=entry, problem=problem)
