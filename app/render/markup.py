"""The small part of HTML that labels of charts use, as runs of one style; and their width."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import lru_cache
from html.parser import HTMLParser

from app import fonts

_MEASURED = 100
"""Size at which widths are measured; they are proportional to the size."""


@dataclass(frozen=True)
class Run:
    """A stretch of text in one style; size in px, colour as ``#RRGGBB``."""

    text: str
    size: float
    colour: str
    bold: bool = False


def lines_of(markup: str, size: float, colour: str) -> list[list[Run]]:
    """Return the lines of a label, each as its runs; understands ``b``, ``br`` and ``span``.

    >>> [[run.text for run in line] for line in lines_of("A &amp; <b>B</b><br>C", 13, "#000000")]
    [['A & ', 'B'], ['C']]
    """
    reader = _Reader(Run("", size, colour))
    reader.feed(markup)
    reader.close()
    return reader.lines


def width_of(line: list[Run]) -> float:
    """Return the width of a line in px, set in the font that comes with the program."""
    return sum(_length(run.text) * run.size / _MEASURED for run in line)


@lru_cache(maxsize=4096)
def _length(text: str) -> float:
    return float(_measure().getlength(text))


@lru_cache(maxsize=1)
def _measure():  # noqa: ANN202  the type is of a library that is loaded only here
    from PIL import ImageFont  # noqa: PLC0415

    return ImageFont.truetype(str(fonts.TTF), _MEASURED)


class _Reader(HTMLParser):
    """Collects runs; a style holds until its element ends."""

    def __init__(self, plain: Run) -> None:
        super().__init__(convert_charrefs=True)
        self.styles = [plain]
        self.lines: list[list[Run]] = [[]]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "br":
            self.lines.append([])
            return
        style = replace(self.styles[-1], bold=self.styles[-1].bold or tag == "b")
        for declaration in (dict(attrs).get("style") or "").split(";"):
            name, _, value = declaration.partition(":")
            if name.strip() == "color":
                style = replace(style, colour=value.strip())
            elif name.strip() == "font-size":
                style = replace(style, size=float(value.strip().removesuffix("px")))
        self.styles.append(style)

    def handle_endtag(self, tag: str) -> None:
        if tag != "br" and len(self.styles) > 1:
            self.styles.pop()

    def handle_data(self, data: str) -> None:
        if data:
            self.lines[-1].append(replace(self.styles[-1], text=data))
