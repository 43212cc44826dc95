"""Strings of the page 总览."""

from __future__ import annotations

from app.wording.text import Texts

TEXTS: Texts = {
    "overview.documents": ("文档", "Documents"),
    "overview.documents_value": ("{n} 篇", "{n}"),
    "overview.documents_help": (
        "当前范围里的文档；完全相同的只计一份。",
        "Documents in scope; identical copies count once.",
    ),
    "overview.characters": ("正文", "Body text"),
    "overview.characters_value": ("{n}字", "{n} characters"),
    "overview.characters_help": (
        "清洗后正文的字数，不计空白；标题、来源、日期另记。共 {n} 字。",
        (
            "Characters of the cleaned body without white space; title, source and date are apart. "
            "Exactly {n}."
        ),
    ),
    "overview.sentences": ("句子", "Sentences"),
    "overview.sentences_value": ("{n} 句", "{n}"),
    "overview.organisations": ("机构", "Organisations"),
    "overview.organisations_value": ("{n} 个", "{n}"),
    "overview.organisations_help": (
        "文中提到的机构，简称归到全称；图里只列有自己段落的 {main} 个。",
        (
            "Organisations named in the texts, short forms resolved; the chart lists the "
            "{main} that own passages."
        ),
    ),
    "overview.figures": ("数字", "Figures"),
    "overview.figures_value": ("{n} 个", "{n}"),
    "overview.figures_help": (
        "文中报告的数字，不含日期、序号、名称里的数；每个都能追到原句。",
        (
            "Numbers reported in the texts, without dates, ordinals and names; each leads to its "
            "sentence."
        ),
    ),
    "overview.who": ("谁在讲什么", "Who speaks of what"),
    "overview.who.organisation": (
        "主题词每万字次数，格内为次数 · 主要机构 {k} 个 · {n} 字",
        (
            "theme words per 10,000 characters, counts in cells · {k} main organisations · "
            "{n} characters"
        ),
    ),
    "overview.who.document": (
        "主题词每万字次数，格内为次数 · {k} 篇 · {n} 字",
        "theme words per 10,000 characters, counts in cells · {k} documents · {n} characters",
    ),
    "overview.who.year": (
        "主题词每万字次数，格内为次数 · {k} 个年份 · {n} 字",
        "theme words per 10,000 characters, counts in cells · {k} years · {n} characters",
    ),
    "overview.who_alt": (
        "热力图：{k} 行，{themes} 个主题；次数见“表”。",
        "Heat map of {k} rows and {themes} themes; see the table for the counts.",
    ),
    "overview.words": ("用什么词", "In which words"),
    "overview.words_note": (
        "实心：单独成词 · 浅色：在更长的词里",
        "solid: as a word · pale: inside longer words",
    ),
    "overview.words_alt": (
        "条形图：最常见的 {k} 个词。",
        "Bar chart of the {k} most frequent words.",
    ),
    "overview.figures_title": ("报了什么数", "With which figures"),
    "overview.figures_note": (
        "朱色：与“{focus}”同句的数字 · 浅色：其余",
        "red: figures in a sentence with “{focus}” · pale: all others",
    ),
    "overview.figures_note_plain": ("各机构报告的数字", "figures each organisation reports"),
    "overview.figures_alt": (
        "条形图：{k} 个机构报告的数字个数。",
        "Bar chart of the figures that {k} organisations report.",
    ),
    "overview.below": ("{n} 处 ↓", "{n} places ↓"),
}
