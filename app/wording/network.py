"""Strings of the view 机构网络."""

from __future__ import annotations

from app.wording.text import Texts

TEXTS: Texts = {
    "network.within": ("怎样算一起", "What counts as together"),
    "network.sentence": ("同句", "Same sentence"),
    "network.paragraph": ("同段", "Same paragraph"),
    "network.document": ("同篇", "Same document"),
    "network.name": ("以谁为中心", "Around"),
    "network.name_any": ("以谁为中心：不限", "Around: anyone"),
    "network.title": ("谁和谁一起提到", "Who is named with whom"),
    "network.of": ("谁和{name}一起提到", "Who is named with {name}"),
    "network.note": (
        "{within}算一起 · 画出 {k} 个机构、{e} 对 · 表里 {n} 对",
        "{within} counts as together · {k} organisations, {e} pairs drawn · {n} pairs in the table",
    ),
    "network.alt": (
        "{k} 个机构和它们之间的 {e} 条连线；同样的内容见表",
        "{k} organisations and {e} links between them; the table has the same",
    ),
    "network.legend": (
        (
            "圆的大小：提到它的有多少处 · 线的粗细：一起提到多少处 · 点线的中间看原句，"
            "点圆以它为中心 · 远近由连线拉成，本身没有意思。"
        ),
        (
            "Size of a circle: how often it is named · width of a line: how often together · click "
            "the middle of a line for sentences, a circle to put it in the middle · distances come "
            "from the links and mean nothing by themselves."
        ),
    ),
    "network.choose": (
        "点一条线或表里的一行，看两个机构一起出现的原句。",
        "Click a line or a row for the sentences that name both.",
    ),
    "network.pairs": ("一起提到的", "Pairs"),
    "network.pairs_note": ("{n} 对 · 点一行看原句", "{n} pairs · click a row for its sentences"),
    "network.close": ("收起", "Close"),
    "network.within_paragraph": (
        "两个机构在同一段里；句子里至少有其中一个。",
        "Both are named in the paragraph; each sentence names one of them or both.",
    ),
    "network.within_document": (
        "两个机构在同一篇里；句子里至少有其中一个。",
        "Both are named in the document; each sentence names one of them or both.",
    ),
}
