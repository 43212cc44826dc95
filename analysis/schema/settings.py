"""Everything that changes numbers besides the documents: words, themes, organisations."""

from __future__ import annotations

import hashlib
import json
from dataclasses import asdict, dataclass, field
from typing import Literal

from analysis.schema.importing import ImportOptions


@dataclass(frozen=True)
class Organisation:
    """An organisation under its canonical name, with a short one for screens."""

    canonical: str
    short: str
    kind: str
    aliases: tuple[str, ...] = ()
    parent: str | None = None


@dataclass(frozen=True)
class Theme:
    """A named set of words and rules, matched on characters, longest first.

    ``exclude`` are longer strings whose inner matches do not count.
    """

    key: str
    label: str
    short: str
    label_en: str
    terms: tuple[str, ...]
    exclude: tuple[str, ...] = ()
    note: str = ""


@dataclass(frozen=True)
class UserWord:
    """A word of the genre lexicon or of the user: explicit frequency and tag."""

    term: str
    frequency: int
    tag: str


@dataclass(frozen=True)
class Settings:
    """Everything that changes numbers, besides the documents."""

    engine: Literal["rjieba", "jieba"] = "rjieba"
    hmm: bool = True
    lexicon: bool = True
    user_words: tuple[UserWord, ...] = ()
    stopwords: tuple[str, ...] | None = None
    """``None``: the list that comes with the program."""
    themes: tuple[Theme, ...] | None = None
    """``None``: the themes that come with the program."""
    organisations: tuple[Organisation, ...] = ()
    """Added to the gazetteer that comes with the program."""
    count_duplicates: bool = False
    importing: ImportOptions = field(default_factory=ImportOptions)
    """How files are read; changes numbers only where files are imported, or imported again."""

    def digest(self, *names: str) -> str:
        """Return a short hash of the named settings, of all when none is named."""
        values = asdict(self)
        chosen = {name: values[name] for name in (names or sorted(values))}
        data = json.dumps(chosen, ensure_ascii=False, sort_keys=True).encode()
        return hashlib.sha256(data).hexdigest()[:16]
