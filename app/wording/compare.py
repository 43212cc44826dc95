"""Strings of the page 对比."""

from __future__ import annotations

from app.wording.text import Texts

TEXTS: Texts = {
    "compare.view": ("看法", "View"),
    "compare.summary": ("概要", "Summary"),
    "compare.words": ("用词", "Words"),
    "compare.figures": ("数字", "Figures"),
    "compare.reading": ("对读", "Side by side"),
    "compare.similarity": ("相似与套话", "Similarity & formulas"),
    "compare.ref": ("参照", "Reference"),
    "compare.rest": ("参照：其余全部文本", "Reference: all other texts"),
    "compare.rest_name": ("其余全部文本", "all other texts"),
    "compare.others": ("参照：各方互比", "Reference: each other"),
    "compare.side": (
        "{characters} 字 · {sentences} 句 · {figures} 个数字 · {documents} 篇",
        (
            "{characters} characters · {sentences} sentences · {figures} figures · "
            "{documents} documents"
        ),
    ),
    "compare.cut": (
        "一次最多并排 {k} 个，按字数取前 {k}；共 {n} 个，其余在表里，或在上面的范围里挑。",
        (
            "At most {k} side by side, the {k} with most text; of {n} in all, the others are in "
            "the tables."
        ),
    ),
    # summary
    "compare.themes": ("主题", "Themes"),
    "compare.themes_note": (
        "每万字次数，标签为次数 · 各方同一刻度",
        "per 10,000 characters, labels are counts · one scale for all",
    ),
    "compare.themes_alt": (
        "{k} 方各主题的次数，同一刻度",
        "Counts of the themes of {k} sides, one scale",
    ),
    "compare.typical": ("特点词", "Characteristic words"),
    "compare.typical_note": (
        "比参照多用的词 · 本方/参照次数",
        "used more than in the reference · here/reference",
    ),
    "compare.typical_label": ("{name}比参照多用的词", "Words {name} uses more than the reference"),
    "compare.no_typical": ("没有比参照多用的词。", "No word is used more than in the reference."),
    # words
    "compare.chart": ("图型", "Chart"),
    "compare.bars": ("横杠", "Bars"),
    "compare.scatter": ("散点", "Scatter"),
    "compare.two": ("{a} 与 {b} 各自多用的词", "Words {a} and {b} each use more"),
    "compare.two_note": (
        "{a} 字对 {b} 字 · 长短：对数似然 G² · 至少 {m} 次",
        "{a} against {b} characters · length: log-likelihood G² · at least {m} times",
    ),
    "compare.two_alt": ("{a} 与 {b} 用词的差别", "Difference in words between {a} and {b}"),
    "compare.scatter_note": (
        "横轴合计次数，纵轴对数比：1 是两倍，2 是四倍",
        "across: count of both, up: log ratio, 1 is double, 2 four times",
    ),
    "compare.one": ("{name} 多用的词", "Words {name} uses more"),
    "compare.one_note": ("长短：G² · 标签：本方:参照", "length: G² · label: here:reference"),
    "compare.word_hover": ("本方 {a} 次 · 参照 {b} 次", "{a} here · {b} in the reference"),
    "compare.only": ("只在{name}", "Only in {name}"),
    "compare.shared": ("各方共有", "Shared by all"),
    "compare.split_note": ("{n} 个词 · 一次的也在内", "{n} words · single ones included"),
    "compare.split_label": ("{title}，{n} 个词", "{title}, {n} words"),
    "compare.more_words": ("显示前 {k} 个，共 {n} 个。", "First {k} of {n}."),
    "compare.none": ("没有。", "None."),
    # figures
    "compare.alike": ("同类的数字放在一起", "Figures of like things together"),
    "compare.alike_note": (
        "单位相同、所数事物末两字相同的为一类 · {n} 个数字 · 点一行看原句",
        (
            "one kind: same unit, same last two characters of the thing counted · {n} figures · "
            "click a row"
        ),
    ),
    # reading
    "compare.text": ("{name} {n} 句", "{name} {n} sentences"),
    "compare.text_first": ("先显示前 {k} 句。", "The first {k} sentences."),
    # similarity
    "compare.most_texts": (
        "范围内有 {n} 篇，只比较“{focus}”最多的 {k} 篇；选定少数几篇文档，就比较那几篇。",
        (
            "{n} documents in scope: the {k} with most “{focus}” are compared. Choose the ones you "
            "want under Documents."
        ),
    ),
    "compare.first_texts": (
        "范围内有 {n} 篇，只比较前 {k} 篇；选定少数几篇文档，就比较那几篇。",
        "{n} documents in scope: the first {k} are compared. Choose the ones you want.",
    ),
    "compare.alike_texts": ("文档相似度", "Similarity of documents"),
    "compare.alike_texts_note": ("余弦，0–1 · {n} 篇", "cosine, 0–1 · {n} documents"),
    "compare.alike_texts_alt": (
        "{n} 篇文档两两的余弦相似度",
        "Cosine similarity of {n} documents, each pair",
    ),
    "compare.one_text": (
        "范围里只有一篇文档，没有可比的。",
        "Only one document in scope, nothing to compare.",
    ),
    "compare.copied": ("相同的段落", "Shared passages"),
    "compare.formulas": ("套话", "Stock formulas"),
    "compare.shared_note": (
        "至少 8 字 · {n} 处 · 点一行打开甲篇",
        "8 characters or more · {n} places · click a row to open text A",
    ),
    "compare.no_shared": (
        "没有 8 字以上相同的段落。",
        "No passage of 8 characters or more is shared.",
    ),
}
