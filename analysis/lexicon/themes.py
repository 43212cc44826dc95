"""Themes from TOML: read, checked, and told about when an entry is wrong."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Mapping, Sequence
from importlib import resources
from pathlib import Path

from analysis.errors import ResourceError
from analysis.schema import Theme

THEMES_FILE = "themes.toml"
_LISTS = ("words", "variants", "exclude")
_STRINGS = ("key", "label", "short", "english", "note")


def load_themes(path: Path | None = None) -> tuple[Theme, ...]:
    """Return the themes of a TOML file in its order, those of the program without ``path``.

    Raises
    ------
    ResourceError
        The file cannot be read, is no TOML, or has an entry with a mistake.
    """
    name = THEMES_FILE if path is None else path.name
    source = resources.files("analysis.resources") / THEMES_FILE if path is None else path
    try:
        content = tomllib.loads(source.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise _mistake(name, "", f"读不出来（{error}）") from error
    return read_themes(content.get("theme", []), name=name)


def read_themes(entries: object, *, name: str) -> tuple[Theme, ...]:
    """Return the themes of the ``[[theme]]`` blocks of a file called ``name``.

    Raises
    ------
    ResourceError
        An entry lacks its key or words, has a field of another type or name, repeats a key or a
        word, or excludes a string that holds none of its words.
    """
    if not isinstance(entries, Sequence) or not all(isinstance(e, Mapping) for e in entries):
        raise _mistake(name, "", "主题要写成 [[theme]] 段")
    themes = tuple(_read_theme(entry, name) for entry in entries)
    repeated = _repeated(theme.key for theme in themes)
    if repeated:
        raise _mistake(name, repeated, "同名的主题出现了两次")
    return themes


def check_theme(theme: Theme, *, name: str = "") -> Theme:
    """Return ``theme`` if it can be counted with.

    Raises
    ------
    ResourceError
        It has no word, an empty or repeated one, or an exclusion without any of its words inside.
    """
    if not theme.key or not theme.terms:
        raise _mistake(name, theme.key, "要有名称和至少一个词")
    if not all(term.strip() for term in (*theme.terms, *theme.exclude)):
        raise _mistake(name, theme.key, "有一个词是空的")
    repeated = _repeated((*theme.terms, *theme.exclude))
    if repeated:
        raise _mistake(name, theme.key, f"“{repeated}”写了两次")
    for longer in theme.exclude:
        if not any(term in longer for term in theme.terms):
            raise _mistake(name, theme.key, f"排除的“{longer}”里没有这个主题的词，排除它不起作用")
    return theme


def _read_theme(entry: Mapping[str, object], name: str) -> Theme:
    texts = {field: _text(entry, field, name) for field in _STRINGS}
    lists = {field: _list(entry, field, name) for field in _LISTS}
    key = texts["key"]
    unknown = sorted(set(entry) - {*_STRINGS, *_LISTS})
    if unknown:
        raise _mistake(
            name, key, f"不认识“{unknown[0]}”；可用的有：{'、'.join((*_STRINGS, *_LISTS))}"
        )
    label = texts["label"] or key
    theme = Theme(
        key=key,
        label=label,
        short=texts["short"] or label[:2],
        label_en=texts["english"] or label,
        terms=(*lists["words"], *lists["variants"]),
        exclude=lists["exclude"],
        note=texts["note"],
    )
    return check_theme(theme, name=name)


def _text(entry: Mapping[str, object], field: str, name: str) -> str:
    value = entry.get(field, "")
    if not isinstance(value, str):
        raise _mistake(name, str(entry.get("key", "")), f"“{field}”要写成一个字串")
    return value.strip()


def _list(entry: Mapping[str, object], field: str, name: str) -> tuple[str, ...]:
    value = entry.get(field, [])
    if not isinstance(value, list) or not all(isinstance(item, str) for item in value):
        raise _mistake(name, str(entry.get("key", "")), f"“{field}”要写成字串的列表")
    return tuple(value)


def _repeated(values: Iterable[str]) -> str:
    """Return the first value that occurs twice, or an empty string."""
    seen: set[str] = set()
    for value in values:
        if value in seen:
            return value
        seen.add(value)
    return ""


def _mistake(name: str, entry: str, what: str) -> ResourceError:
    where = "，".join(part for part in (name, f"主题“{entry}”" if entry else "") if part)
    message = f"{where}：{what}。"
    return ResourceError(message, code="bad_theme", file=name, entry=entry, what=what)
