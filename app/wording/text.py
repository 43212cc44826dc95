"""One sentence by key and language. Each page keeps its own strings in ``wording/<page>.py``."""

from __future__ import annotations

import importlib
import pkgutil
from functools import cache
from typing import Literal

import app.wording

Lang = Literal["zh", "en"]
LANGS: tuple[Lang, ...] = ("zh", "en")

Texts = dict[str, tuple[str, str]]


def text(key: str, lang: Lang, **values: object) -> str:
    """Return the string of ``key`` in ``lang`` with ``{name}`` replaced by ``values``.

    Keys begin with the page they belong to: ``overview.who``. A new page writes
    ``TEXTS: Texts = {"page.key": ("中文", "English")}`` in a module of its own in this package;
    nothing else has to be registered.

    Raises
    ------
    KeyError
        No module of ``app.wording`` has the key, or a value that the string mentions is missing.
    """
    chosen = all_texts()[key][LANGS.index(lang)]
    return chosen.format(**values) if values else chosen


@cache
def all_texts() -> Texts:
    """Return every string with its key, collected from the modules of ``app.wording``.

    Raises
    ------
    ValueError
        Two modules have the same key.
    """
    collected: Texts = {}
    for module in sorted(m.name for m in pkgutil.iter_modules(app.wording.__path__)):
        if module == "text":
            continue
        texts: Texts = getattr(importlib.import_module(f"app.wording.{module}"), "TEXTS", {})
        twice = sorted(collected.keys() & texts.keys())
        if twice:
            message = f"app.wording.{module} repeats {', '.join(twice)}"
            raise ValueError(message)
        collected |= texts
    return collected
