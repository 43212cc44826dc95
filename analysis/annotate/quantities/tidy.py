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
_WORD = re.compile(r"[普涉危波触企顾]及|参与|[饱缓温总共柔调平]和|[高中初平]等")
"""Words that end like an edge: 普及, 参与, 总和."""
_PERSON = re.compile(
    r"[一-龥][员者]|职工|群众|学生|教师|干部|农民工?|居民|村民|老人|老年人|儿童|青年|妇女|代表|专家|人才"
    r"|患者|医生|护士|律师|工人|工匠|家长|院士|博士|硕士|毕业生|受害人|负责人|传承人|带头人|残疾人|同志"
)
_PERSON_ENDS = frozenset("人员者工生师家长手士友兵警官民众户部才童妇女男亲属儿表象委孤星匠")
LEAST_REST = 2
_RANKS = frozenset("次级")
"""四个|等次: 等 begins a word."""
_INSIDE = re.compile(
    r"(?:(?<![初高集水空手途心市])中|(?<=[节面题域础度位式])上|每|(?<=..)(?:基本|大多|大都|绝大多数|对外|、全[国省市区]))\Z"
)
"""中 and 上 behind a noun: 从154项典型案例|中, 三个环节|上. Not: 初中, 高中. 每 before one:
收购价每|50公斤."""


_INSIDE_ENDS = tuple("中上每本多都数外国省市区")


def tidy(noun: str) -> str:
    """Drop joining words and brackets at the edges of a noun, and quotes that are not paired."""
    while noun.endswith(("）", ")")) and (last := _LAST_PARENTHESIS.search(noun)):
        noun = noun[: last.start()]
    noun = _FOOTNOTE.sub("", noun) if "［" in noun else noun
    bare = noun.strip(_EDGES)
    if bare and len(bare) < len(noun):
        bare = _restored(noun, bare)
    if "和" in noun and _WITH.match(noun, at := max(noun.find(bare) - 1, 0)):
        bare = noun[at:].rstrip(_EDGES)
    noun = _INSIDE.sub("", bare) if bare.endswith(_INSIDE_ENDS) else bare
    if not _PAIRED.search(noun):
        return noun
    if noun.count("（") + noun.count("(") != noun.count("）") + noun.count(")"):
        noun = re.sub(r"[（()）]", "", noun)
    return noun.replace("“", "").replace("”", "") if noun.count("“") != noun.count("”") else noun


def _restored(noun: str, bare: str) -> str:
    """Return a noun without its edges, but with what is part of its first or last word."""
    start = noun.find(bare)
    end = start + len(bare)
    if noun.startswith("等", start - 1) and bare[0] in _RANKS:
        bare = "等" + bare
    if end < len(noun) and _WORD.match(noun, end - 1):
        return bare + noun[end]
    return bare.removesuffix("以") if noun.startswith("及", end) else bare


def people(noun: str) -> str:
    """Return who is counted without what is told of them: 退休人员|养老保障, 外国专家|….

    What goes on with 和 or ends as words for people do is kept: 职工和家属, 学生志愿者.
    """
    end = max((match.end() for match in _PERSON.finditer(noun)), default=len(noun))
    rest = noun[end:]
    if len(rest) < LEAST_REST or rest[0] in "、和与及或（(" or rest[-1] in _PERSON_ENDS:
        return noun
    return noun[:end]


def coordinated(noun: str) -> list[str]:
    """Return the parts of a coordinated noun: 工业投资和基础设施投资 has two."""
    return [part for part in _JOINING.split(noun) if part]
