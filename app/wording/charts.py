"""Strings inside charts: hover boxes, and labels that are not numbers or names."""

from __future__ import annotations

from app.wording.text import Texts

TEXTS: Texts = {
    "chart.thinned": (
        "处数太多，每 {k} 处画一竖；数目是全部的。",
        "Too many places: a tick for every {k}; the counts are of all.",
    ),
    "chart.some_strips": (
        "图上是次数最多的 {k} 篇，共 {n} 篇。",
        "Drawn are the {k} documents with most places, of {n}.",
    ),
    "chart.click": ("点击看原句", "Click for sentences"),
    "chart.click_read": ("点击打开原文", "Click to open the text"),
    "chart.click_pair": ("点击并排对读", "Click to read side by side"),
    "chart.unattributed": ("（未归属）", "(unattributed)"),
    "chart.undated": ("无日期", "undated"),
    "chart.characters": ("{n}字", "{n} ch."),
    "chart.cloud_word": ("{term}：{n} 次", "{term}: {n} times"),
    "chart.times": ("{n} 次", "{n} times"),
    "chart.small_sample": (
        "不足 1,000 字，比率只供参考",
        "under 1,000 characters, rates are indicative",
    ),
    "chart.counts": (
        "单独成词 {n_word} · 在更长的词里 {n_inside} · 合计 {n} 次",
        "{n_word} as a word · {n_inside} inside longer words · {n} in all",
    ),
    "chart.per_10k_characters": ("每万字 {rate} 次", "{rate} per 10,000 characters"),
    "chart.per_10k_of": (
        "每万字 {rate} 次（{characters} 字）",
        "{rate} per 10,000 characters (of {characters})",
    ),
    "chart.documents": ("{n} 篇", "{n} documents"),
    "chart.tfidf": ("TF-IDF {value}", "TF-IDF {value}"),
    "chart.clipped": ("颜色到顶：超过色标的上端", "colour at its end: above the scale"),
    "chart.across": ("（跨词）", "(across words)"),
    "chart.rest": ("（其余 {k} 个）", "({k} others)"),
    "chart.inside_of": ("在“{token}”里 {n} 次", "{n} inside “{token}”"),
    "chart.itself": ("单独成词 {n} 次", "{n} as a word"),
    "chart.across_words": ("跨在两个词之间 {n} 次", "{n} across word borders"),
    "chart.inside_others": ("在其余 {k} 个词里 {n} 次", "{n} inside {k} other words"),
    "chart.figures": ("报告数字 {n} 个", "{n} figures"),
    "chart.figures_together": (
        "其中与“{focus}”同句 {n} 个",
        "{n} of them in a sentence with “{focus}”",
    ),
    "chart.paragraph": ("第{n}段", "¶ {n}"),
    "chart.fact_low": ("归属把握低", "owner uncertain"),
    "chart.together": ("一起提到 {n} 处", "together in {n}"),
    "chart.named_in": ("提到它的有 {n} 处", "named in {n}"),
    "chart.fact_several": (
        "该机构这一年有 {n} 个这样的数，各画一点，不连线",
        "{n} such figures of this organisation in the year: a point each, no line",
    ),
    "chart.fact_range": ("{low}–{high}", "{low}–{high}"),
    "chart.side_more": ("{name} 多用", "more in {name}"),
    "chart.pair": ("{a} {n_a} 次 · {b} {n_b} 次", "{a} {n_a} · {b} {n_b}"),
    "chart.pair_rates": (
        "每万词 {rate_a} 对 {rate_b}",
        "{rate_a} against {rate_b} per 10,000 words",
    ),
    "chart.log_likelihood": ("对数似然 G² {value}", "log-likelihood G² {value}"),
    "chart.log_ratio": ("对数比 {value}", "log ratio {value}"),
    "chart.p_adjusted": ("校正后 p {value}", "adjusted p {value}"),
    "chart.chance": ("差别可能只是偶然", "may be chance"),
    "chart.cosine": ("余弦 {value}", "cosine {value}"),
    "chart.shared_share": ("相同文字 {share}", "{share} shared text"),
    "chart.group_documents": ("{n} 篇文档", "{n} documents"),
    "chart.few_documents": ("不足 3 篇，空心", "under 3 documents, hollow"),
}
