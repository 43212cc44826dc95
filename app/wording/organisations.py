"""Strings of the page 机构与数字."""

from __future__ import annotations

from app.wording.text import Texts

TEXTS: Texts = {
    "organisations.view": ("看法", "View"),
    "organisations.ledger": ("数字台账", "Ledger"),
    "organisations.profile": ("机构档案", "Profiles"),
    "organisations.network": ("机构网络", "Network"),
    "organisations.names": ("名称归并", "Names"),
    "organisations.corrections": ("改正记录", "Corrections"),
    # ledger
    "organisations.unit": ("单位", "Unit"),
    "organisations.unit_option": ("{unit} {n}", "{unit} {n}"),
    "organisations.no_unit": ("（无单位）", "(no unit)"),
    "organisations.by.group": ("放在一起的", "Put together"),
    "organisations.by.unit": ("同单位", "Same unit"),
    "organisations.by.noun": ("同一事物", "Same thing"),
    "organisations.as.as": ("画法", "Drawn as"),
    "organisations.as.bars": ("并排", "Side by side"),
    "organisations.as.years": ("按年份", "Over the years"),
    "organisations.thing": ("数的是什么", "Counted thing"),
    "organisations.thing_option": (
        "{noun}（{unit}）· {owners} 个机构 · {years} 年 · {n} 个数字",
        "{noun} ({unit}) · {owners} organisations · {years} years · {n} figures",
    ),
    "organisations.of_unit": ("{noun}（{unit}）", "{noun} ({unit})"),
    "organisations.no_group": (
        "这些条件下没有可以放在一起的数字。",
        "No figures to put together under these conditions.",
    ),
    "organisations.bars_note": (
        "一个标记一个数字，不相加 · {owners} 个机构 · {n} 个数字",
        "one mark a figure, never added up · {owners} organisations · {n} figures",
    ),
    "organisations.years_note": (
        "一点一个数字，不相加 · {owners} 个机构 · {n} 个数字",
        "one point a figure, never added up · {owners} organisations · {n} figures",
    ),
    "organisations.years_legend_noun": (
        (
            "实线连相邻年份，虚线跨过没有数字的年份；同一年有几个数的只画点，计划和已做到的不相连"
            " · 空心：概数或上下限 · ?：归属把握低 · 年份取文中写明的，没写的取文档日期。"
        ),
        (
            "Solid from one year to the next, dotted over years without a figure, only points "
            "where a year has several, no line from done to planned · hollow: about, over, at "
            "least … · ?: owner uncertain · years as the text gives them, else those of the "
            "document."
        ),
    ),
    "organisations.years_legend_unit": (
        (
            "数的东西不同，只画点，不连线 · 空心：概数或上下限 · ?：归属把握低 · "
            "年份取文中写明的，没写的取文档日期。"
        ),
        (
            "Different things are counted, so points are not joined · hollow: about, over, "
            "at least … · ?: owner uncertain · years as the text gives them, else those of the "
            "document."
        ),
    ),
    "organisations.undrawn": (
        "{n} 个数字没有年份，不在图上。",
        "{n} figures without a year are not drawn.",
    ),
    "organisations.first_owners": (
        "画出数字最多的 {k} 个机构，共 {n} 个；全部见表。",
        "The {k} organisations with most figures of {n}; all are in the table.",
    ),
    "organisations.side_by_side_alt": (
        "“{unit}”的 {n} 个数字，按机构排列",
        "{n} figures of “{unit}” by organisation",
    ),
    "organisations.legend": (
        "实心：确数 · 斜纹：概数或上下限（余、多、近、不少于），画在所写的数上 · ?：归属把握低。",
        (
            "Solid: exact · hatched: about, over, at least …, drawn at the written number · "
            "?: owner uncertain."
        ),
    ),
    "organisations.legend_dots": (
        "数值相差太大，画成点 · 实心：确数 · 空心：概数或上下限，画在所写的数上 · ?：归属把握低。",
        (
            "Values too far apart for bars · solid: exact · hollow: about, over, at least …, drawn "
            "at the written number · ?: owner uncertain."
        ),
    ),
    "organisations.first": (
        "画出 {k} 个，共 {n} 个，每个机构轮流取；全部见表。",
        "{k} of {n} are drawn, from each organisation in turn; all are in the table.",
    ),
    "organisations.table": ("台账", "Ledger"),
    "organisations.table_note": (
        "{n} 行 · 点一行看原句",
        "{n} rows · click one to see its sentence",
    ),
    "organisations.noun": ("在“数的是什么”里找", "Find in counted things"),
    "organisations.noun_any": ("找数的是什么", "Find a counted thing"),
    "organisations.owner": ("哪个机构的数字", "Whose figures"),
    "organisations.owner_any": ("机构：不限", "Organisation: any"),
    "organisations.owner_several": ("机构：已选 {n} 个", "Organisations: {n} chosen"),
    "organisations.measure": ("单位", "Unit"),
    "organisations.measure_any": ("单位：不限", "Unit: any"),
    "organisations.confidence": ("归属的把握", "Confidence in the owner"),
    "organisations.confidence_any": ("把握：不限", "Confidence: any"),
    "organisations.since": ("数字的日期从", "Figures from"),
    "organisations.since_any": ("日期从", "From date"),
    "organisations.until": ("数字的日期到", "Figures until"),
    "organisations.until_any": ("日期到", "Until date"),
    "organisations.undated": (
        "另有 {n} 个数字没有日期，未列出。",
        "{n} figures without a date are not listed.",
    ),
    "organisations.theme": ("主题", "Theme"),
    "organisations.theme_any": ("主题：不限", "Theme: any"),
    "organisations.bound": ("限定", "Bound"),
    "organisations.bound_any": ("限定：不限", "Bound: any"),
    "organisations.status": ("已做到、计划或要求", "Done, planned or required"),
    "organisations.status_any": ("状态：不限", "Status: any"),
    "organisations.beside": ("只看与“{focus}”同句的", "Only beside “{focus}”"),
    "organisations.excluded": (
        "含不算数字的 {n} 个（日期、序数、名称…）",
        "With {n} that are not figures (dates, ordinals, names …)",
    ),
    "organisations.nothing": (
        "这些条件下没有数字。去掉一个条件再看。",
        "No figure meets these conditions. Take one away.",
    ),
    # the figure that is shown
    "organisations.entry": ("数字与出处", "Figure and source"),
    "organisations.entry_place": ("{k} / {n}", "{k} / {n}"),
    "organisations.previous": ("上一个", "Previous"),
    "organisations.next": ("下一个", "Next"),
    "organisations.value": ("{bound} {value}{unit}", "{bound} {value} {unit}"),
    "organisations.range": ("{value}–{high}{unit}", "{value}–{high} {unit}"),
    "organisations.ground": (
        "归属：{reason} · 把握：{confidence}",
        "Owner by: {reason} · confidence: {confidence}",
    ),
    "organisations.not_a_figure": ("不算数字：{kind}", "Not a figure: {kind}"),
    "organisations.open": ("打开原文", "Open text"),
    "organisations.only_org": ("只看这个机构", "Only this organisation"),
    "organisations.only_doc": ("只看这篇", "Only this document"),
    "organisations.others": ("同句的其他数字", "Other figures of the sentence"),
    "organisations.date": ("日期：{date}", "Date: {date}"),
    # profile
    "organisations.name": ("机构", "Organisation"),
    "organisations.profile_note": (
        "提到 {mentions} 次 · {sentences} 句 · {characters} 字 · {figures} 个数字 · {documents} 篇",
        (
            "{mentions} mentions · {sentences} sentences · {characters} characters · "
            "{figures} figures · {documents} documents"
        ),
    ),
    "organisations.written": ("文中写作：{names}", "Written as: {names}"),
    "organisations.themes": ("讲什么", "Speaks of"),
    "organisations.themes_note": (
        "长短：每万字 · 标签：次数",
        "length: per 10,000 characters · label: count",
    ),
    "organisations.themes_alt": ("{name}各主题的次数", "Counts of the themes of {name}"),
    "organisations.words": ("特点词", "Characteristic words"),
    "organisations.words_note": (
        "比其余文本多用的词 · 本方/其余次数",
        "words used more than elsewhere · here/elsewhere",
    ),
    "organisations.words_label": ("{name}的特点词", "Characteristic words of {name}"),
    "organisations.no_words": ("没有比其余文本多用的词。", "No word is used more than elsewhere."),
    "organisations.deeds": ("做了什么", "What it did"),
    "organisations.deeds_note": (
        "有它的数字的句子，按数字前后的字分：已做到、计划、要求",
        "sentences with figures of its own; the words around a figure say which",
    ),
    "organisations.no_deeds": (
        "它没有报告数字，分不出做了什么、要做什么；请看下面的段落。",
        "It reports no figures, so that done and planned cannot be told; see its passages below.",
    ),
    "organisations.figure_themes": ("数字与主题", "Figures by theme"),
    "organisations.figure_themes_note": (
        "与主题同句的数字个数，一个数字可算几次",
        "figures in a sentence with the theme; one may count several times",
    ),
    "organisations.things": ("数的是什么", "Things counted"),
    "organisations.things_note": (
        "点一行到台账里看",
        "click a row to see them in the ledger",
    ),
    "organisations.years": ("逐年", "Year by year"),
    "organisations.years_by": ("按文档日期", "by date of the documents"),
    "organisations.partners": ("和谁一起提到", "Named together with"),
    "organisations.partners_note": (
        "同句 · {n} 个机构 · 点一行看原句",
        "same sentence · {n} organisations · click a row for sentences",
    ),
    "organisations.partner": ("机构", "Organisation"),
    "organisations.partner_n": ("它出现", "Named"),
    "organisations.passages": ("归到它的段落", "Passages about it"),
    "organisations.passages_note": ("{n} 句", "{n} sentences"),
    "organisations.passages_label": ("归到{name}的句子，{n} 句", "{n} sentences about {name}"),
    # names
    "organisations.names_title": ("写法 → 机构", "Spelling → organisation"),
    "organisations.names_note": (
        "{n} 种写法 · {k} 个机构 · 点一行看提到它的句子",
        "{n} spellings · {k} organisations · click a row for the sentences that name it",
    ),
}
