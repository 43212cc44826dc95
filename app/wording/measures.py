"""One plain sentence per measure, shown by the question mark beside it.

Definitions follow the analysis code: where a formula there changes, its sentence changes with it.
"""

from __future__ import annotations

from app.wording.text import Texts

TEXTS: Texts = {
    "measure.counts": (
        "切词后自成一词的次数；藏在更长的词里或跨词的次数；两者之和，等于在文中查找这个字串的次数。",
        (
            "As a word of its own; inside longer words or across their borders; the sum, equal "
            "to a plain text search."
        ),
    ),
    "measure.per_10k_characters": (
        "次数除以范围内正文的字数，乘一万；标题、来源不计。",
        "Count divided by characters of the body text, times 10,000.",
    ),
    "measure.documents": ("出现过至少一次的文档数。", "Documents with at least one hit."),
    "measure.tfidf": (
        "在这一组里多、在别的组里少的词，数值大。",
        "High for words frequent here and rare elsewhere.",
    ),
    "measure.dispersion_dp": (
        "0 是按篇幅均匀分布，越近 1 越集中在少数几篇。",
        "0 means spread in proportion to length, near 1 means concentrated in few texts.",
    ),
    "measure.juilland_d": (
        "1 是各部分一样多，0 是只在一处。",
        "1 means equally often in all parts, 0 only in one.",
    ),
    "measure.log_likelihood": (
        "两边用量之差有多不像偶然；6.63 约当 1%，只说有没有差别，不说差多少。",
        "How unlike chance the difference is (6.63 is about 1 %); not how big it is.",
    ),
    "measure.log_ratio": (
        "一边是另一边的几倍：1 是两倍，2 是四倍，0 是一样；缺的一边按半次算。",
        (
            "How many times more: 1 is double, 2 is four times, 0 equal; a zero count is taken as "
            "a half."
        ),
    ),
    "measure.p_adjusted": (
        "同时比了很多词，按 Benjamini–Hochberg 校正过的 p，不小于原来的 p。",
        "p corrected for comparing many words at once.",
    ),
    "measure.collocation": (
        (
            "同现是否比各自次数所预期的多：MI 偏爱罕见词，"
            "logDice 可跨库比较（最高 14），t 偏爱常见词。"
        ),
        (
            "Together more than expected: MI favours rare words, logDice compares across corpora "
            "(max. 14), t favours common ones."
        ),
    ),
    "measure.cosine": (
        "两篇用词比例的接近程度，1 为相同，与长短无关。",
        "Closeness of word proportions, 1 is identical, independent of length.",
    ),
    "measure.jensen_shannon": (
        "两篇用词分布相差多少，0 为相同，1 为毫无共同词。",
        "Difference of word distributions, 0 identical, 1 nothing in common.",
    ),
    "measure.shared_share": (
        "较短一篇中，与另一篇有 ≥ 8 字相同段落的字数占比。",
        "Share of the shorter text that also stands in the other in runs of 8+ characters.",
    ),
    "measure.formula": (
        "许多文档都有的固定说法，不算抄录。",
        "Set phrases found in many documents; not counted as copying.",
    ),
    "measure.bound": (
        "文中写的是确数、概数，还是上下限；数值取所写的那个数。",
        (
            "Whether the text gives an exact, approximate or limiting number; the value is the "
            "written one."
        ),
    ),
    "measure.attribution": (
        "这个数字是谁的、凭什么判断、有多大把握；可以改。",
        "Whose figure it is, on what ground and how surely; can be corrected.",
    ),
}
