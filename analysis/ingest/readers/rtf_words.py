"""What control words of rich text mean to a reader of its text, and what holds in its groups."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from analysis.ingest.readers.word_lines import Line

SIGNS: Mapping[str, str] = {
    "tab": "\t",
    "line": "\n",
    "lbr": "\n",
    "column": "\n",
    "emdash": "—",
    "endash": "–",
    "emspace": "\u3000",
    "enspace": " ",
    "qmspace": " ",
    "bullet": "•",
    "lquote": "‘",
    "rquote": "’",
    "ldblquote": "“",
    "rdblquote": "”",
    "~": " ",
    "_": "-",
    "{": "{",
    "}": "}",
    "\\": "\\",
}
"""Words and signs that are characters."""
SKIPPED = frozenset(
    (
        "aftncn",
        "aftnsep",
        "aftnsepc",
        "annotation",
        "atnauthor",
        "atndate",
        "atnicn",
        "atnid",
        "atnparent",
        "atnref",
        "atntime",
        "atrfend",
        "atrfstart",
        "bkmkend",
        "bkmkstart",
        "colortbl",
        "comment",
        "datafield",
        "docvar",
        "doccomm",
        "falt",
        "fchars",
        "ffdeftext",
        "ffentrymcr",
        "ffexitmcr",
        "ffformat",
        "ffhelptext",
        "ffl",
        "ffname",
        "ffstattext",
        "file",
        "filetbl",
        "fldtype",
        "footer",
        "footerf",
        "footerl",
        "footerr",
        "ftncn",
        "ftnsep",
        "ftnsepc",
        "generator",
        "header",
        "headerf",
        "headerl",
        "headerr",
        "keywords",
        "lchars",
        "levelnumbers",
        "leveltext",
        "list",
        "listlevel",
        "listname",
        "listoverride",
        "listoverridetable",
        "listpicture",
        "liststylename",
        "listtable",
        "manager",
        "nonshppict",
        "objalias",
        "objclass",
        "objdata",
        "objname",
        "objsect",
        "objtime",
        "operator",
        "pict",
        "private",
        "revtbl",
        "rsidtbl",
        "rxe",
        "shprslt",
        "sn",
        "sp",
        "stylesheet",
        "subject",
        "sv",
        "tc",
        "template",
        "themedata",
        "category",
        "company",
        "hlinkbase",
        "buptim",
        "printim",
        "revtim",
        "txe",
        "userprops",
        "xe",
        "nonesttables",
    )
)
"""Destinations whose text is no text of the document."""
KEPT_STARRED = frozenset(("shpinst", "footnote", "fldinst", "nesttableprops", "shppict", "pntext"))
"""Destinations marked as ones that old programs pass over, which hold text all the same."""
PROPERTIES: Mapping[str, str] = {"title": "title", "author": "creator", "creatim": "created"}
WORDS = frozenset(("footnote", "shptxt", "listtext", "pntext", "fldinst", "fonttbl", *PROPERTIES))
"""Destinations whose text goes elsewhere."""
CHARSETS: Mapping[int, str] = {
    77: "mac_roman",
    128: "cp932",
    129: "cp949",
    134: "gb18030",
    136: "big5hkscs",
    161: "cp1253",
    162: "cp1254",
    163: "cp1258",
    177: "cp1255",
    178: "cp1256",
    186: "cp1257",
    204: "cp1251",
    222: "cp874",
    238: "cp1250",
}
"""Character set of a font to encoding; 0 is that of the document."""
CODE_PAGES: Mapping[int, str] = {936: "gb18030", 950: "big5hkscs", 65001: "utf-8", 10008: "gb18030"}
"""Code page to encoding, where it is not ``cp`` and the number."""


@dataclass(slots=True)
class Group:
    """What holds inside a group."""

    skips: bool = False
    deleted: bool = False
    in_table: bool = False
    skipped: int = 1
    """Characters behind a Unicode one that stand for it in older programs."""
    font: int = -1

    def copied(self) -> Group:
        """Return the same for a group inside; ``dataclasses.replace`` takes four times as long."""
        return Group(self.skips, self.deleted, self.in_table, self.skipped, self.font)


@dataclass
class Sink:
    """Where text goes: to the document, a note, a box, a label, a field, a property."""

    kind: str
    depth: int
    pieces: list[str] = field(default_factory=list)
    found: list[Line] = field(default_factory=list)
    cell: list[Line] = field(default_factory=list)
    row: list[list[Line]] = field(default_factory=list)
    boxes: list[Line] = field(default_factory=list)
