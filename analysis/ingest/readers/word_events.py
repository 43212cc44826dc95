"""The elements of a Word document, one after another, to lines of text."""

from __future__ import annotations

import re
from collections.abc import Callable

from analysis.ingest.readers.numbering import Numbering
from analysis.ingest.readers.word_lines import Body, Line, Paragraph, Row, gather_lines, row_lines

_WORD = (
    "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
    "http://purl.oclc.org/ooxml/wordprocessingml/main",
)
_MATH = (
    "http://schemas.openxmlformats.org/officeDocument/2006/math",
    "http://purl.oclc.org/ooxml/officeDocument/math",
)
_CHOICES = "http://schemas.openxmlformats.org/markup-compatibility/2006"
_SIGNS = {"F0A8": "□", "F06F": "□", "F0FE": "☑", "F052": "☑", "F0FC": "✓", "F0FB": "✗"}
"""Characters of the sign fonts of Word that stand in forms."""


_Start = Callable[[dict[str, str]], None]
_End = Callable[[], None]


class WordEvents:
    """Takes events and keeps lines; call ``finish`` at the end."""

    def __init__(self, numbering: Numbering) -> None:
        self._numbering = numbering
        self._outputs: list[list[Line]] = [[]]
        self._paragraphs: list[Paragraph] = []
        self._rows: list[Row] = []
        self._fields: list[str] = []
        self._choices: list[bool] = []
        self._begun: list[str] = []
        self._skipped = 0
        self._target: Callable[[str], object] | None = None
        self._in_properties = False
        self._rubies: list[tuple[list[str], list[str]]] = []
        self._has_embedded = False
        starts: dict[str, _Start] = {
            "p": self._start_paragraph,
            "pPr": self._start_properties,
            "pStyle": self._set_style,
            "numId": self._set_number,
            "ilvl": self._set_level,
            "t": self._start_text,
            "tab": self._tab,
            "ptab": self._tab,
            "br": self._break,
            "cr": self._break,
            "noBreakHyphen": self._hyphen,
            "sym": self._sign,
            "rt": self._start_ruby_text,
            "fldChar": self._field,
            "instrText": self._start_instruction,
            "tr": self._start_row,
            "trPr": self._start_row_properties,
            "tc": self._start_part,
            "txbxContent": self._start_part,
            "del": self._deleted,
            "moveFrom": self._skip,
            "pPrChange": self._skip,
            "sectPr": self._skip,
            "altChunk": self._embedded,
        }
        ends: dict[str, _End] = {
            "p": self._end_paragraph,
            "pPr": self._end_properties,
            "t": self._end_text,
            "instrText": self._end_text,
            "rt": self._end_ruby_text,
            "ruby": self._end_ruby,
            "tr": self._end_row,
            "trPr": self._end_row_properties,
            "tc": self._end_cell,
            "txbxContent": self._end_box,
        }
        self._starts = {f"{space} {name}": starts[name] for space in _WORD for name in starts}
        self._starts |= {f"{space} t": self._start_text for space in _MATH}
        self._starts |= {
            f"{_CHOICES} AlternateContent": self._start_choices,
            f"{_CHOICES} Choice": self._choose,
            f"{_CHOICES} Fallback": self._choose,
        }
        self._ends = {f"{space} {name}": ends[name] for space in _WORD for name in ends}
        self._ends |= {f"{space} t": self._end_text for space in _MATH}
        self._ends[f"{_CHOICES} AlternateContent"] = self._end_choices

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        """Take the start of an element."""
        if self._skipped:
            self._skipped += 1
            return
        act = self._starts.get(tag)
        if act is not None:
            act(attributes)

    def end(self, tag: str) -> None:
        """Take the end of an element."""
        if self._skipped:
            self._skipped -= 1
            return
        act = self._ends.get(tag)
        if act is not None:
            act()

    def text(self, characters: str) -> None:
        """Take characters; they count inside text elements only."""
        if self._target is not None and not self._skipped:
            self._target(characters)

    def finish(self) -> Body:
        """Return the lines."""
        self._flush()
        return gather_lines(self._outputs[0], has_embedded=self._has_embedded)

    # paragraphs

    def _start_paragraph(self, _: dict[str, str]) -> None:
        self._paragraphs.append(Paragraph(pieces=self._begun))
        self._begun = []

    def _end_paragraph(self) -> None:
        paragraph = self._paragraphs.pop()
        text = "".join(paragraph.pieces)
        if paragraph.runs_on:
            self._begun = [text]
        else:
            if text.strip():
                text = self._label(paragraph) + text
            self._outputs[-1].append(Line(text, in_contents=self._in_contents(paragraph)))
        self._outputs[-1] += paragraph.boxes

    def _flush(self) -> None:
        if self._begun:
            self._outputs[-1].append(Line("".join(self._begun)))
            self._begun = []

    def _label(self, paragraph: Paragraph) -> str:
        number, level = self._numbering.of_style(paragraph.style)
        number = number if paragraph.number is None else paragraph.number
        level = level if paragraph.level is None else paragraph.level
        return self._numbering.label(number, level) if number not in {"", "0"} else ""

    def _in_contents(self, paragraph: Paragraph) -> bool:
        in_field = any(instruction.lstrip().startswith("TOC") for instruction in self._fields)
        return in_field or paragraph.style.upper().startswith("TOC")

    def _start_properties(self, _: dict[str, str]) -> None:
        self._in_properties = True

    def _end_properties(self) -> None:
        self._in_properties = False

    def _set_style(self, attributes: dict[str, str]) -> None:
        if self._paragraphs:
            self._paragraphs[-1].style = _value(attributes)

    def _set_number(self, attributes: dict[str, str]) -> None:
        if self._paragraphs:
            self._paragraphs[-1].number = _value(attributes)

    def _set_level(self, attributes: dict[str, str]) -> None:
        if self._paragraphs and _value(attributes) in set("012345678"):
            self._paragraphs[-1].level = int(_value(attributes))

    # characters

    def _add(self, characters: str) -> None:
        if self._paragraphs:
            self._paragraphs[-1].pieces.append(characters)
        else:
            self._outputs[-1].append(Line(characters))

    def _start_text(self, _: dict[str, str]) -> None:
        self._target = self._add

    def _end_text(self) -> None:
        self._target = None

    def _tab(self, _: dict[str, str]) -> None:
        if not self._in_properties:  # else a stop, not a character
            self._add("\t")

    def _break(self, _: dict[str, str]) -> None:
        self._add("\n")

    def _hyphen(self, _: dict[str, str]) -> None:
        self._add("-")

    def _sign(self, attributes: dict[str, str]) -> None:
        code = _value(attributes, "char").upper()
        if re.fullmatch(r"[0-9A-F]{2,5}", code) and not 0xD800 <= int(code, 16) < 0xE000:
            self._add(_SIGNS.get(code, chr(int(code, 16))))

    def _start_ruby_text(self, _: dict[str, str]) -> None:
        if self._paragraphs:
            paragraph = self._paragraphs[-1]
            self._rubies.append((paragraph.pieces, []))
            paragraph.pieces = self._rubies[-1][1]

    def _end_ruby_text(self) -> None:
        if self._paragraphs and self._rubies:
            self._paragraphs[-1].pieces = self._rubies[-1][0]

    def _end_ruby(self) -> None:
        """Write a reading behind its characters, as it stands in plain text: 区(qū)."""
        if self._rubies:
            reading = "".join(self._rubies.pop()[1]).strip()
            self._add(f"({reading})" if reading else "")

    # fields

    def _field(self, attributes: dict[str, str]) -> None:
        kind = _value(attributes, "fldCharType")
        if kind == "begin":
            self._fields.append("")
        elif kind == "end" and self._fields:
            self._fields.pop()

    def _start_instruction(self, _: dict[str, str]) -> None:
        self._target = self._instruct

    def _instruct(self, characters: str) -> None:
        if self._fields and len(self._fields[-1]) < 100:
            self._fields[-1] += characters

    # tables and boxes

    def _start_row(self, _: dict[str, str]) -> None:
        self._rows.append(Row())

    def _start_part(self, _: dict[str, str]) -> None:
        self._flush()
        self._outputs.append([])

    def _end_cell(self) -> None:
        self._flush()
        cell = self._outputs.pop()
        if self._rows:
            self._rows[-1].cells.append(cell)
        else:
            self._outputs[-1] += cell

    def _end_row(self) -> None:
        row = self._rows.pop()
        if not row.is_deleted:
            self._outputs[-1] += [Line(line) for line in row_lines(row.cells)]

    def _end_box(self) -> None:
        self._flush()
        lines = self._outputs.pop()
        kept = self._paragraphs[-1].boxes if self._paragraphs else self._outputs[-1]
        kept += lines

    # what is left out

    def _skip(self, _: dict[str, str]) -> None:
        self._skipped = 1

    def _deleted(self, attributes: dict[str, str]) -> None:
        if self._in_properties and self._paragraphs:
            self._paragraphs[-1].runs_on = True
        else:
            self._skip(attributes)

    def _start_row_properties(self, _: dict[str, str]) -> None:
        self._paragraphs.append(Paragraph())
        self._in_properties = True

    def _end_row_properties(self) -> None:
        self._in_properties = False
        if self._paragraphs.pop().runs_on and self._rows:
            self._rows[-1].is_deleted = True

    def _start_choices(self, _: dict[str, str]) -> None:
        self._choices.append(False)

    def _end_choices(self) -> None:
        self._choices.pop()

    def _choose(self, attributes: dict[str, str]) -> None:
        """Take the first form of what stands in the file in several."""
        if self._choices and self._choices[-1]:
            self._skip(attributes)
        elif self._choices:
            self._choices[-1] = True

    def _embedded(self, _: dict[str, str]) -> None:
        self._has_embedded = True


def _value(attributes: dict[str, str], name: str = "val") -> str:
    wanted = f" {name}"
    return next((value for key, value in attributes.items() if key.endswith(wanted)), "")
