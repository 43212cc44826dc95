"""Strings of the page 词频."""

from __future__ import annotations

from app.wording.text import Texts

TEXTS: Texts = {
    "terms.view": ("看法", "View"),
    "terms.words": ("词", "Words"),
    "terms.ngrams": ("2–5 字串", "Word runs"),
    "terms.tfidf": ("TF-IDF", "TF-IDF"),
    "terms.measure": ("计法", "Measure"),
    "terms.count": ("次数", "Count"),
    "terms.rate": ("每万字", "Per 10,000 ch."),
    "terms.find": ("找词", "Find a word"),
    "terms.find_hint": ("找词，如 主题教育", "Find a word, e.g. 主题教育"),
    "terms.filter": ("筛选：{said}", "Filter: {said}"),
    "terms.filter_stop": ("去停用词", "stop words off"),
    "terms.filter_all": ("含停用词", "stop words on"),
    "terms.filter_length": ("≥{n} 字", "≥{n} ch."),
    "terms.filter_pos": ("{name}", "{name}"),
    "terms.stop": ("包括停用词", "Include stop words"),
    "terms.length": ("最少字数", "Min. length"),
    "terms.length_n": ("至少 {n} 字", "at least {n} characters"),
    "terms.pos": ("词性", "Part of speech"),
    "terms.pos_any": ("词性不限", "any part of speech"),
    "terms.pos.n": ("名词", "nouns"),
    "terms.pos.v": ("动词", "verbs"),
    "terms.pos.a": ("形容词", "adjectives"),
    "terms.pos.nr": ("人名", "names of persons"),
    "terms.pos.ns": ("地名", "names of places"),
    "terms.pos.nt": ("机构名", "names of bodies"),
    "terms.pos.i": ("成语", "idioms"),
    "terms.list_words": ("词频前 {k}", "{k} most frequent"),
    "terms.list_ngrams": ("词串前 {k}", "{k} most frequent runs"),
    "terms.list_note_count": ("单独成词 / 合计 · {n} 字", "as a word / total · {n} characters"),
    "terms.list_note_rate": (
        "每万字，单独成词 / 合计 · {n} 字",
        "per 10,000 characters, as a word / total · {n} characters",
    ),
    "terms.list_alt": (
        "条形图：{k} 个词的次数，实心为单独成词，浅色为在更长的词里；全部见“表”。",
        "Bars: counts of {k} words, solid as a word, pale inside longer words; all in the table.",
    ),
    "terms.list_tfidf": ("{name}特有的词前 {k}", "{k} words typical of {name}"),
    "terms.list_tfidf_note": (
        "TF-IDF · 与其他{n}组比，这里多、别处少",
        "TF-IDF · frequent here, rare in the other {n} groups",
    ),
    "terms.first": (
        "显示前 {k} 个，共 {n} 个；全部在“表”里。",
        "First {k} of {n}; all in the table.",
    ),
    "terms.sampled": (
        "文字很多：常见词串从均匀抽取的整篇文件里找，次数都在全部文件里数。",
        "Much text: frequent runs are looked for in evenly drawn documents, counted in all.",
    ),
    "terms.cloud": ("词云", "Word cloud"),
    "terms.cloud_note": (
        "大小为合计次数 · 与左表同一批词 · {k} 个",
        "size is the total · the words of the list · {k}",
    ),
    "terms.cloud_alt": ("词云，{k} 个词", "Word cloud of {k} words"),
    "terms.side": ("中间的图", "Middle chart"),
    "terms.side_cloud": ("词云", "Cloud"),
    "terms.side_trend": ("走势", "Trend"),
    "terms.trend": ("走势", "Trend"),
    "terms.trend_note": (
        "每万字次数 · 有日期的 {dated} / {all} 篇",
        "per 10,000 characters · dated documents {dated} / {all}",
    ),
    "terms.trend_alt": ("{k} 个词各年的每万字次数", "Yearly rates of {k} words"),
    "terms.places": ("在各篇的位置", "Places in the texts"),
    "terms.places_note": ("“{focus}” · 每一竖是一处", "“{focus}” · each tick is one place"),
    "terms.places_alt": (
        "“{focus}”在 {k} 篇里的位置",
        "Places of “{focus}” in {k} documents",
    ),
    "terms.inside": ("“{term}”在哪些词里", "Words that hold “{term}”"),
    "terms.inside_note": (
        "单独成词 {a} · 词内 {b} · 合计 {c}",
        "as a word {a} · inside words {b} · total {c}",
    ),
    "terms.inside_alt": ("“{term}”所在的词和次数", "Words that hold “{term}”, with counts"),
    "terms.inside_none": (
        "点左边的一个词，这里就显示它在哪些词里。",
        "Click a word at the left to see which words it stands in.",
    ),
}
