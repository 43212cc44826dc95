"""Strings of the page 主题."""

from __future__ import annotations

from app.wording.text import Texts

TEXTS: Texts = {
    "themes.view": ("看法", "View"),
    "themes.distribution": ("分布", "Distribution"),
    "themes.trend": ("走势", "Trend"),
    "themes.editor": ("编辑", "Editor"),
    "themes.measure": ("计法", "Measure"),
    "themes.rate": ("每万字", "Per 10,000 ch."),
    "themes.count": ("次数", "Count"),
    "themes.map": ("谁在讲什么", "Who speaks of what"),
    "themes.map_note": (
        "每万字次数，格内为次数 · {k} 组 · {n} 字",
        "per 10,000 characters, cells hold counts · {k} groups · {n} characters",
    ),
    "themes.map_alt": (
        "{k} 组与 {themes} 个主题的次数表，深色为每万字次数高",
        "Counts of {themes} themes in {k} groups, darker is a higher rate",
    ),
    "themes.words": ("“{theme}”由哪些词构成", "Words that make up “{theme}”"),
    "themes.words_note": ("{name} · {words} 个词 · {n} 次", "{name} · {words} words · {n} times"),
    "themes.words_alt": ("主题“{theme}”各词的次数", "Counts of the words of the theme “{theme}”"),
    "themes.groups": ("各组讲“{theme}”", "“{theme}” by group"),
    "themes.groups_rate": (
        "横杠长短为每万字次数，标签为次数",
        "length: rate per 10,000 characters, label: count",
    ),
    "themes.groups_count": ("长短与标签都是次数", "length and label: count"),
    "themes.groups_alt": ("各组讲“{theme}”的次数", "How often each group speaks of “{theme}”"),
    "themes.group_hover": ("{n} 次 · {documents} 篇", "{n} times · {documents} documents"),
    "themes.word_hover": ("{n} 次 · {documents} 篇", "{n} times · {documents} documents"),
    "themes.pick": (
        "点表里的一列，或在上面的焦点里选一个主题，就看它由哪些词构成。",
        "Click a column, or choose a theme as focus above, to see which words make it up.",
    ),
    "themes.trend_title": ("“{theme}”的走势", "Trend of “{theme}”"),
    "themes.trend_note": (
        "每万字次数 · 有日期的 {dated} / {all} 篇",
        "per 10,000 characters · dated documents {dated} / {all}",
    ),
    "themes.trend_note_labelled": (
        "每万字次数，标签为次数 · 有日期的 {dated} / {all} 篇",
        "per 10,000 characters, labels are counts · dated documents {dated} / {all}",
    ),
    "themes.trend_alt": ("主题“{theme}”各年的每万字次数", "Yearly rate of the theme “{theme}”"),
    "themes.trend_few": (
        "范围里只有 {n} 个年份的文档，连不成线；表里是各年的次数。",
        "Documents of only {n} years in scope: no line, the table lists the counts by year.",
    ),
    # editor
    "themes.list": ("主题", "Themes"),
    "themes.new": ("＋ 新主题", "+ New theme"),
    "themes.label": ("名称", "Name"),
    "themes.short": ("两字简称", "Short"),
    "themes.terms": ("词，一行一个", "Words, one a line"),
    "themes.exclude": ("排除，一行一个", "Exclusions, one a line"),
    "themes.rules": (
        "按字查找，长的词优先；写在排除里的长词，其中的短词不计（如排除“服务器”，里面的“服务”不计）。",
        (
            "Found on characters, longer words first; inside an exclusion nothing counts "
            "(excluding 服务器 leaves its 服务 out)."
        ),
    ),
    "themes.try": ("试算", "Try"),
    "themes.save": ("保存", "Save"),
    "themes.discard": ("放弃", "Discard"),
    "themes.remove": ("删去这个主题", "Remove this theme"),
    "themes.saved": ("已保存", "Saved"),
    "themes.removed": ("已删去", "Removed"),
    "themes.trial": ("命中预览", "Preview"),
    "themes.trial_note": ("现在 {now} 次 → 改后 {then} 次", "now {now} → then {then}"),
    "themes.trial_label": ("“{theme}”改后的原句", "Sentences of “{theme}” after the change"),
    "themes.not_tried": (
        "改好以后点“试算”，这里列出每个词现在和改后的次数，以及改后命中的原句；点“保存”才生效。",
        (
            "After a change press Try to see counts now and then, with the sentences; Save makes "
            "it count."
        ),
    ),
}
