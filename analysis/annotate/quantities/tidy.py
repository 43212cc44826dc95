"""The edges of a noun, and the parts of a coordinated one."""

from __future__ import annotations

import re

from analysis.annotate.quantities.words import MASK

_FOOTNOTE = re.compile(r"［\d{1,3}］")
_LAST_PARENTHESIS = re.compile(r"[（(][^（()）\n]*[)）]\Z")
_EDGES = f"“”\"'‘’「」『』 　\t、和与及或等之×≥≤±.~～-−–—{MASK}"
_JOINING = re.compile(r"、|以及|和(?![谐平睦]|美乡)|与(?!会)|(?<![普涉以危波])及(?![时格早])")
"""What joins nouns: 投资和贷款. Not: 和谐, 和美乡村, 普及率."""
_PAIRED = re.compile(r"[“”（()）]")
_WITH = re.compile(r"和(?=[美平谐睦田])")
"""和 that begins a word: 和美乡村."""
_INSIDE = re.compile(r"(?:(?<![初高集水空手途心市])中|(?<=[节面题域础度位式])上|每)\Z")
"""中 and 上 behind a noun: 从154项典型案例|中, 三个环节|上. Not: 初中, 高中. 每 before one:
收购价每|50公斤."""


def tidy(noun: str) -> str:
    """Drop joining words and brackets at the edges of a noun, and quotes that are not paired."""
    while noun.endswith(("）", ")")) and (last := _LAST_PARENTHESIS.search(noun)):
        noun = noun[: last.start()]
    noun = _FOOTNOTE.sub("", noun) if "［" in noun else noun
    bare = noun.strip(_EDGES)
    if "和" in noun and _WITH.match(noun, at := max(noun.find(bare) - 1, 0)):
        bare = noun[at:].rstrip(_EDGES)
    noun = _INSIDE.sub("", bare) if bare.endswith(("中", "上", "每")) else bare
    if not _PAIRED.search(noun):
        return noun
    if noun.count("（") + noun.count("(") != noun.count("）") + noun.count(")"):
        noun = re.sub(r"[（()）]", "", noun)
    return noun.replace("“", "").replace("”", "") if noun.count("“") != noun.count("”") else noun


def coordinated(noun: str) -> list[str]:
    """Return the parts of a coordinated noun: 工业投资和基础设施投资 has two."""
    return [part for part in _JOINING.split(noun) if part]
