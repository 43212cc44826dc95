"""Strings of the view 核查."""

from __future__ import annotations

from app.wording.text import Texts

TEXTS: Texts = {
    "organisations.checks": ("核查", "Checks"),
    "checks.title": ("前后对不上的数字", "Figures that do not go together"),
    "checks.note": (
        "{n} 条提示 · 核对了 {figures} 个数字",
        "{n} hints · {figures} figures checked",
    ),
    "checks.help": (
        "提示，不是错误：文件可能没写错，程序也可能读错，请看两处的原句。点原句打开阅读器。",
        (
            "Hints, not errors: the document may be right, and the program may have read it "
            "wrongly. Both sentences are shown; a click opens the reader."
        ),
    ),
    "checks.kind": ("哪一类", "Kind"),
    "checks.all": ("全部 · {n}", "All · {n}"),
    "checks.of_kind": ("{kind} · {n}", "{kind} · {n}"),
    "checks.none": (
        "核对了 {figures} 个数字，没有发现前后对不上的地方。",
        "No contradiction found among {figures} figures checked.",
    ),
    "checks.no_figures": (
        "这个范围里没有数字可以核对。",
        "There are no figures to check in this scope.",
    ),
    "checks.looked_for": ("核对的是：{kinds}。", "Looked for: {kinds}."),
    "checks.and": ("、", ", "),
    "checks.sentences": ("“{kind}”的原句", "Sentences of “{kind}”"),
    "checks.confidence": ("把握：{confidence}", "confidence: {confidence}"),
    "checks.rows": ("第 {first}–{last} 条，共 {n} 条", "{first}–{last} of {n}"),
    "checks.aside": ("看过了", "Seen"),
    "checks.aside_help": (
        "放在一边，不再列出；随语料库保存，可以撤销。",
        "Set aside and no longer listed; kept with the corpus, can be undone.",
    ),
    "checks.back": ("放回来", "Put back"),
    "checks.with_aside": ("含看过了的 {n} 条", "With {n} that were set aside"),
    "checks.all_aside": (
        "核对了 {figures} 个数字；{n} 条提示都看过了，放在一边。",
        "{figures} figures checked; all {n} hints were set aside.",
    ),
    # what each hint says
    "checks.same": (
        "{thing}：前一处是 {a}，后一处是 {b}",
        "{thing}: {a} at the first place, {b} at the second",
    ),
    "checks.share": (
        "{thing}：应当不超过 100%，写的是 {b}",
        "{thing}: 100% at most, but it says {b}",
    ),
    "checks.shares": (
        "各部分合起来应当是 100%，加起来是 {found}%",
        "The parts of one whole should make 100%, they make {found}%",
    ),
    "checks.parts": (
        "{thing}：合计是 {a}，各分项加起来是 {found}{unit}",
        "{thing}: the total is {a}, the parts make {found} {unit}",
    ),
    "checks.exceeds": (
        "{thing}：合计是 {a}，其中一项却是 {b}",
        "{thing}: the total is {a}, but one part of it is {b}",
    ),
    "checks.growth": (
        "{thing}：按前后两个数算是 {expected}{unit}，写的是 {b}",
        "{thing}: the two values give {expected} {unit}, but it says {b}",
    ),
    "checks.direction": (
        "{thing}：{a} 到 {b}，与“增”“减”的说法相反",
        "{thing}: {a} to {b} goes against the word for rise or fall",
    ),
    "checks.owners": (
        "{thing} {a}：前一处归{owner_a}，后一处归{owner_b}",
        "{thing} {a}: {owner_a} at the first place, {owner_b} at the second",
    ),
    "checks.date": (
        "{b}：这个月只有 {expected} 天",
        "{b}: this month has only {expected} days",
    ),
    "checks.list": (
        "{thing}：说是“{a}”，列出了 {found} 项",
        "{thing}: “{a}” announced, {found} listed",
    ),
    "checks.thing": ("数字", "Figure"),
}
