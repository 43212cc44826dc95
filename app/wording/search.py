"""Strings of the page 检索 and its reader."""

from __future__ import annotations

from app.wording.text import Texts

TEXTS: Texts = {
    "search.query": ("查找", "Find"),
    "search.placeholder": ("查找，如 主题教育", "Find, for example 主题教育"),
    "search.sort": ("排序", "Sort"),
    "search.sort.document": ("原文顺序", "Text order"),
    "search.sort.left": ("按左文", "By left"),
    "search.sort.right": ("按右文", "By right"),
    "search.sort.organisation": ("按机构", "By organisation"),
    "search.options": ("查找选项", "Options"),
    "search.regex": ("正则表达式", "Regular expression"),
    "search.regex_help": (
        "例如 整改.{0,4}落实；在每句之内查找。",
        "For example 整改.{0,4}落实; matched inside sentences.",
    ),
    "search.back": ("返回{page}", "Back to {page}"),
    "search.found": ("“{name}” {n} 处", "“{name}” {n} places"),
    "search.found.term": (
        "单独成词 {n_word} · 词内 {n_inside} · {documents} 篇 · {sentences} 句",
        (
            "as a word {n_word} · inside words {n_inside} · {documents} documents · "
            "{sentences} sentences"
        ),
    ),
    "search.found.other": (
        "{documents} 篇 · {sentences} 句",
        "{documents} documents · {sentences} sentences",
    ),
    "search.strip": ("分布", "Distribution"),
    "search.strip_note": (
        "每一竖是一处，横向为文中位置，行长随篇幅",
        "one tick a place, across the text; rows as long as their documents",
    ),
    "search.strip_alt": (
        "位置图：{n} 处在 {k} 篇中的位置。",
        "Where the {n} places stand in {k} documents.",
    ),
    "search.lines": ("检索结果，{n} 处", "{n} concordance lines"),
    "search.shown": ("第 {first}–{last} 处，共 {n} 处", "{first}–{last} of {n}"),
    "search.nothing": (
        "输入一个词，或在上面的“焦点”里选一个主题、机构。",
        "Type a word, or pick a theme or organisation as focus above.",
    ),
    "search.reader": ("原文：{title}", "Text: {title}"),
    "search.reader_none": (
        "点一行检索结果，这里打开原文。",
        "Click a line to open the text here.",
    ),
    "search.previous": ("上一处", "Previous"),
    "search.next": ("下一处", "Next"),
    "search.full": ("整页阅读", "Full page"),
    "search.split": ("回到检索结果", "Back to the lines"),
    "search.marks": ("标出", "Marks"),
    "search.parallel": ("对照简体", "With simplified"),
    "search.legend": (
        "朱底实线：焦点词 · 绿虚线：主题词 · 方框：机构 · 双线：数字 · 左侧色条：这一段讲的是谁",
        (
            "red underline: focus · green dashes: theme words · box: organisations · double line: "
            "figures · bar at the left: whose passage"
        ),
    ),
    "search.before": ("前面还有 {n} 段", "{n} paragraphs before"),
    "search.after": ("后面还有 {n} 段", "{n} paragraphs after"),
    "search.pages": ("页", "Page"),
}
