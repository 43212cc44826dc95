"""Strings of reports and of the page 报告."""

from __future__ import annotations

from app.wording.text import Texts

TEXTS: Texts = {
    # sentences of a report
    "report.comma": ("、", ", "),
    "report.semicolon": ("；", "; "),
    "report.stop": ("。", "."),
    "report.on": ("开", "on"),
    "report.off": ("关", "off"),
    "report.cut": ("这里列前 {k} 条，共 {n} 条。", "The first {k} of {n}."),
    "report.data_cut": (
        "随附的数据只含前 {k} 条；要全部的，请在“机构与数字”或“文档”页导出。",
        (
            "The data hold the first {k}; export all of them from the page of organisations & "
            "figures or of documents."
        ),
    ),
    "report.and_more": ("{items}等 {n} 个", "{items} and others, {n} in all"),
    "report.place": ("《{title}》第 {n} 段", "{title}, paragraph {n}"),
    "report.figure": ("{noun}{text}", "{noun} {text}"),
    "report.clause": ("{noun}“{text}”", "{noun} “{text}”"),
    "report.same": ("同上", "as above"),
    "report.flags": ("（{flags}）", " ({flags})"),
    "report.title.focus": ("“{focus}”：{title}", "“{focus}”: {title}"),
    "report.title.few": ("{names}情况对照", "{names} compared"),
    "report.title.one": ("{names}情况", "{names}"),
    "report.title.all": ("文本对照报告", "comparison of texts"),
    "report.subtitle": ("文鉴 · {date}", "Wenjian · {date}"),
    "report.sides.title": ("各方情况", "The sides"),
    "report.sides.overview": (
        "本报告统计 {documents} 篇文档、{characters} 字正文，并排比较 {k} 方：{names}。",
        (
            "This report counts {documents} documents with {characters} characters of body "
            "text and puts {k} sides next to each other: {names}."
        ),
    ),
    "report.sides.more": (
        "范围里共有 {n} 方，这里按字数取前 {k} 方，其余在对照表的数据里。",
        (
            "The scope has {n}; these are the {k} with most text, the rest is in the data of "
            "the comparison."
        ),
    ),
    "report.sides.ranked": (
        "按每万字提到“{focus}”的次数，由高到低：{items}。",
        "Mentions of “{focus}” per 10,000 characters, highest first: {items}.",
    ),
    "report.sides.rated": ("{name} {rate}（{n} 次）", "{name} {rate} ({n})"),
    "report.sides.how": (
        "以下数字由程序按固定句式列出，不作结论；每个数字的注释里是它所在的原句。（？）表示归属把握低，请先看原句。",
        (
            "The figures below are listed by template, without conclusions; each note quotes "
            "the sentence of its figure. (？) marks figures whose owner is uncertain: read the "
            "sentence first."
        ),
    ),
    "report.side.size": (
        "{documents} 篇文档中有 {sentences} 句、{characters} 字，报告数字 {figures} 个。",
        (
            "{sentences} sentences with {characters} characters in {documents} documents, "
            "reporting {figures} figures."
        ),
    ),
    "report.side.focus": (
        "提到“{focus}” {n} 次（{sentences} 句，每万字 {rate} 次）。",
        "“{focus}” is named {n} times ({sentences} sentences, {rate} per 10,000 characters).",
    ),
    "report.side.themes": ("说得最多的主题：{items}。", "Themes named most: {items}."),
    "report.side.theme_count": ("{theme} {n} 次", "{theme} {n}"),
    "report.side.small": (
        "正文不足 1,000 字，比率只供参考。",
        "Under 1,000 characters: rates are indicative.",
    ),
    "report.side.no_figures": (
        "{name}没有报告数字。",
        "{name} reports no figures.",
    ),
    "report.side.beside": ("{focus}方面，{name}：", "On {focus}, {name}: "),
    "report.side.about": ("{theme}：", "{theme}: "),
    "report.side.other": ("其他：", "Other: "),
    "report.side.left": (
        "其余 {n} 个数字见“数字台账”。",
        "{n} more figures are in the ledger.",
    ),
    "report.comparison.title": ("对照表", "Comparison"),
    "report.comparison.how": (
        "格内为次数，括号里是每万字次数，分母为该方正文的字数。* 不足 1,000 字，比率只供参考。",
        (
            "Cells hold counts, in brackets the rate per 10,000 characters of the body text of "
            "that side. * Under 1,000 characters: rates are indicative."
        ),
    ),
    "report.comparison.table": ("各方说到的主题", "Themes of the sides"),
    "report.comparison.caption": ("次数（每万字次数）", "count (per 10,000 characters)"),
    "report.comparison.cut": (
        "表中为正文最多的 {k} 方，共 {n} 方",
        "the {k} sides with most text, of {n}",
    ),
    "report.comparison.n": ("{name} 次数", "{name}: count"),
    "report.comparison.rate": ("{name} 每万字", "{name}: per 10,000 characters"),
    "report.comparison.cell": ("{n}（{rate}）", "{n} ({rate})"),
    "report.comparison.chart": ("各方主题的轻重", "Weight of the themes on each side"),
    "report.comparison.chart_caption": (
        "条长为每万字次数，条端为次数",
        "length: per 10,000 characters; label: count",
    ),
    "report.comparison.columns": (
        "左起：{names} · 条长为每万字次数，条端为次数",
        "from the left: {names} · length: per 10,000 characters; label: count",
    ),
    "report.like.title": (
        "两方以上都报告的同类数字",
        "Figures of like things, reported by two sides or more",
    ),
    "report.like.caption": (
        "单位相同、所数事物的末两字相同的放在一行；只并列，不相加；每格最多列 {k} 个",
        (
            "same unit and same last two characters of the thing counted; listed, never added "
            "up; at most {k} a cell"
        ),
    ),
    "report.themes.title": ("主题", "Themes"),
    "report.themes.caption": (
        "全部范围，{n} 个主题；每万字的分母为范围内正文的字数",
        "whole scope, {n} themes; rates per 10,000 characters of its body text",
    ),
    "report.themes.chart": ("全部范围说到的主题", "Themes of the whole scope"),
    "report.theme_terms.title": (
        "“{focus}”由哪些词构成",
        "Words that make up “{focus}”",
    ),
    "report.theme_terms.caption": ("合计 {n} 次", "{n} in all"),
    "report.facts.title": ("数字台账", "Ledger of figures"),
    "report.facts.caption": (
        "{n} 个数字，按文档中的先后；一行一个，不相加",
        "{n} figures in text order; one a row, never added up",
    ),
    "report.quotes.title": ("引用句：{focus}", "Sentences: {focus}"),
    "report.quotes.count": ("{hits} 处，{sentences} 句。", "{hits} places, {sentences} sentences."),
    "report.profile.title": ("{name}台账", "Record of {name}"),
    "report.organisation_totals.title": ("概况", "In short"),
    "report.organisation_totals.caption": (
        "提到的次数，归到它的句子和字数，它报告的数字，出现的文档。",
        "How often it is named, sentences and characters about it, figures it reports, documents.",
    ),
    "report.spellings.title": ("写法", "Spellings"),
    "report.spellings.caption": ("文中 {n} 种写法及次数。", "{n} spellings with their counts."),
    "report.keyness.title": ("特点词", "Characteristic words"),
    "report.keyness.caption": (
        "{n} 个词，比其余全部文本多用；按对数似然排列。",
        "{n} words used more than in all other texts, by log-likelihood.",
    ),
    "report.figure_themes.title": ("数字与主题", "Figures by theme"),
    "report.figure_themes.caption": (
        "与 {n} 个主题同句的数字个数；一个数字可算在几个主题里，数值不相加。",
        "Figures in a sentence with each of {n} themes; one may count for several; never added up.",
    ),
    "report.figure_groups.title": ("数的是什么", "Things counted"),
    "report.figure_groups.caption": (
        "{n} 种事物，各有几个数字、几年、几篇；数值不相加。",
        "{n} things with how many figures, years and documents; values are never added up.",
    ),
    "report.organisation_years.title": ("逐年", "Year by year"),
    "report.organisation_years.caption": (
        "按文档日期的年份，{n} 行；没有日期的在最后。",
        "By the year of the documents, {n} rows; undated ones last.",
    ),
    "report.network.title": ("一起提到的机构", "Named together with"),
    "report.network.caption": (
        "与它在同一句里提到的 {n} 个机构。",
        "{n} organisations named in one sentence with it.",
    ),
    "report.passages.title": ("归到它的句子", "Sentences about it"),
    "report.passages.caption": (
        "{n} 句，各有归属的理由和把握。",
        "{n} with reason and confidence.",
    ),
    "report.frequency.title": ("词频", "Words"),
    "report.frequency.caption": (
        "{n} 个词，至少两字，去停用词；合计等于在文中查找该字串的次数",
        "{n} words of two characters or more, without stop words; the total equals a text search",
    ),
    "report.frequency.chart": ("最常见的 {k} 个词", "The {k} commonest words"),
    "report.documents.title": ("统计的文档", "Documents counted"),
    "report.documents.caption": (
        "{n} 篇；字数为正文，不计空白",
        "{n}; characters of the body text",
    ),
    "report.notes.title": ("注释", "Notes"),
    "report.notes.number": ("注", "Note"),
    "report.notes.sentence": ("原句", "Sentence"),
    "report.notes.place": ("出处", "Place"),
    "report.chart_number": ("图 {n}", "Figure {n}"),
    "report.table_number": ("表 {n}", "Table {n}"),
    "report.sheet.settings": ("设置", "Settings"),
    "report.settings.default": (
        "# 没有改动：与程序自带的设置相同",
        "# unchanged: as the program comes",
    ),
    "report.zip.readme": ("说明.txt", "readme.txt"),
    "report.zip.tables": ("表", "tables"),
    "report.zip.charts": ("图", "charts"),
    "report.contents": ("内容", "Contents"),
    # the page
    "report.parts": ("内容", "Contents"),
    "report.part.sides": ("各方情况（带脚注的草稿）", "The sides (a draft with footnotes)"),
    "report.part.comparison": ("对照表", "Comparison"),
    "report.part.themes": ("主题", "Themes"),
    "report.part.ledger": ("数字台账", "Ledger of figures"),
    "report.part.quotes": ("引用句（脚注）", "Sentences (footnotes)"),
    "report.part.terms": ("词频", "Words"),
    "report.part.method": ("方法与口径", "Method"),
    "report.quotes_need": (
        "“引用句”要先在上面选一个焦点。",
        "Sentences need a focus: choose one above.",
    ),
    "report.no_parts": ("请至少选一部分。", "Choose at least one part."),
    "report.preview": ("预览", "Preview"),
    "report.preview_note": (
        "{sections} 节 · {tables} 个表 · {charts} 张图 · {notes} 条注释",
        "{sections} headings · {tables} tables · {charts} charts · {notes} notes",
    ),
    "report.format.format": ("格式", "Format"),
    "report.format.docx": ("Word", "Word"),
    "report.format.pptx": ("PowerPoint", "PowerPoint"),
    "report.format.xlsx": ("Excel", "Excel"),
    "report.format.html": ("网页", "Web page"),
    "report.format.zip": ("压缩包", "Archive"),
    "report.about_format.docx": (
        "可接着改的文稿，注释为真正的脚注",
        "a text to go on with; notes are real footnotes",
    ),
    "report.about_format.pptx": (
        "图可在 PowerPoint 里改，原句在备注里",
        "charts can be changed in PowerPoint; sentences are in the speaker notes",
    ),
    "report.about_format.xlsx": (
        "每个表一页，数字不取整，图可在 Excel 里改",
        "one sheet a table, numbers not rounded, charts can be changed in Excel",
    ),
    "report.about_format.html": (
        "一个文件，不联网也能打开",
        "one file that opens without a network",
    ),
    "report.about_format.zip": (
        "全部表（CSV）、图（PNG、SVG）和设置",
        "all tables (CSV), charts (PNG, SVG) and the settings",
    ),
    "report.make": ("生成报告", "Make report"),
    "report.save": ("下载 {file}", "Download {file}"),
    "report.again": ("还原这些数字", "The same numbers again"),
    "report.again_note": ("设置、链接、命令行", "settings, link, command line"),
    "report.settings_file": ("设置文件", "Settings file"),
    # method
    "report.method.title": ("方法与口径", "Method"),
    "report.method.about": ("这些数字取决于什么", "What the numbers depend on"),
    "report.method.what": ("项目", "Item"),
    "report.method.value": ("内容", "Content"),
    "report.method.text": (
        "共 {documents} 篇，统计 {counted} 篇（相同的只计一次，除非设置另定）",
        "{documents} documents, {counted} counted (repeated ones once, unless set otherwise)",
    ),
    "report.method.engine": (
        "{engine}；未登录词识别{hmm}，本领域词典{lexicon}；{versions}",
        "{engine}; unknown words {hmm}, genre lexicon {lexicon}; {versions}",
    ),
    "report.method.counts": (
        "次数按字串计：简繁、全半角先归并，等于在清洗后的正文里查找的次数；标题、来源等不计。",
        (
            "Counts are of strings after folding scripts and widths: they equal a text search "
            "in the cleaned body text; titles and sources are not counted."
        ),
    ),
    "report.method.rates": (
        "每万字 = 次数 ÷ 该方正文字数（不计空白）× 10,000；每万词的分母为词数。",
        (
            "Per 10,000 characters: count divided by the characters of that side's body text, "
            "without white space, times 10,000; per 10,000 words by its words."
        ),
    ),
    "report.method.passages": (
        "按机构比较时，每句归给它所说的机构：句内主语、承前、标题或全文主体；归不到的不计入任何一方。",
        (
            "By organisation, each sentence belongs to the one it is about: its subject, one "
            "carried over, the heading's or the document's; what cannot be attributed counts "
            "for no side."
        ),
    ),
    "report.method.figures": (
        "数字按文中写法列出，限定词（余、多、近、约、不少于）保留；日期、序数、文号、提法中的数不算。数字归给报告它的机构，与句子归给谁可以不同。",
        (
            "Figures are listed as written, with their bounds; dates, ordinals, document "
            "numbers and numbers in slogans do not count. A figure belongs to whoever reports "
            "it, who need not be whom its sentence is about."
        ),
    ),
    "report.method.flags": (
        "（计划）（要求）是尚未做到的数；（？）是归属把握低的数。",
        "(planned) and (required) are not reached yet; of (？) the owner is uncertain.",
    ),
    "report.method.small": (
        "不足 1,000 字的一方，比率只供参考，请看次数与原句。",
        "Rates of a side under 1,000 characters are indicative: look at counts and sentences.",
    ),
    "report.about.by": ("比较单位", "Compared by"),
    "report.about.sides": ("并排的各方", "Sides"),
    "report.about.text": ("文本", "Text"),
    "report.about.engine": ("分词", "Segmentation"),
    "report.about.link": ("链接", "Link"),
    "report.about.command": ("命令行", "Command line"),
}
