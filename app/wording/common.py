"""Strings that several pages share: navigation, global bar, card heads, panels, units, states."""

from __future__ import annotations

from app.wording.text import Texts

TEXTS: Texts = {
    # navigation
    "app.name": ("文鉴", "Wenjian"),
    "page.overview": ("总览", "Overview"),
    "page.terms": ("词频", "Terms"),
    "page.themes": ("主题", "Themes"),
    "page.organisations": ("机构与数字", "Organisations & figures"),
    "page.compare": ("对比", "Compare"),
    "page.search": ("检索", "Search"),
    "page.documents": ("文档", "Documents"),
    "page.report": ("报告", "Report"),
    "page.settings": ("设置", "Settings"),
    # global bar
    "bar.documents": ("文档", "Documents"),
    "bar.documents_all": ("文档：全部 {n} 篇", "Documents: all {n}"),
    "bar.documents_some": ("文档：{n} 篇", "Documents: {n}"),
    "bar.documents_chosen": ("选中的 {n} 篇文档", "{n} chosen documents"),
    "bar.organisations": ("机构", "Organisations"),
    "bar.organisations_all": ("机构：全部 {n} 个主要机构", "Organisations: all {n} main"),
    "bar.years": ("年份", "Years"),
    "bar.years_all": ("年份：不限", "Years: any"),
    "bar.undated": ("无日期", "undated"),
    "bar.by": ("比较的单位", "Compare by"),
    "bar.by.organisation": ("按机构", "By organisation"),
    "bar.by.document": ("按文档", "By document"),
    "bar.by.year": ("按年份", "By year"),
    "bar.focus": ("焦点", "Focus"),
    "bar.focus_none": ("焦点：词、主题或机构", "Focus: word, theme or organisation"),
    "bar.focus.term": ("{label} · 词", "{label} · word"),
    "bar.focus.theme": ("{label} · 主题", "{label} · theme"),
    "bar.focus.organisation": ("{label} · 机构", "{label} · organisation"),
    "bar.clear": ("清除", "Clear"),
    "bar.link": ("复制链接", "Copy link"),
    "bar.link_copied": ("已复制链接", "Link copied"),
    "bar.lang": ("English", "中文"),
    "bar.lang_help": ("Switch to English", "切换到中文"),
    "bar.unknown": (
        "链接里的 {names} 不在当前文档中，已略去。",
        "Not in these documents and left out of the link: {names}.",
    ),
    # choosing documents of a big corpus
    "filter.words": ("标题或文件名里的字", "Words of the title or name"),
    "filter.words_hint": ("如 通知 整改", "such as 通知 整改"),
    "filter.field": ("按信息选", "By metadata"),
    "filter.field_any": ("不限", "any"),
    "filter.organisation": ("主要机构", "Main organisation"),
    "filter.value": ("内容", "Value"),
    "filter.value_any": ("选择或输入", "choose or type"),
    "filter.hint": (
        "写出标题里的字，或选一项信息，就能看到有哪些文档符合。",
        "Write words of the title or choose a field to see which documents match.",
    ),
    "filter.found": ("符合的有 {n} 篇", "{n} documents match"),
    "filter.first": ("先列出前 {k} 篇", "The first {k} are listed"),
    "filter.only": ("只看这 {n} 篇", "Only these {n}"),
    "filter.add": ("加上这 {n} 篇", "Add these {n}"),
    "filter.drop": ("去掉这 {n} 篇", "Leave these {n} out"),
    "filter.all": ("全部文档", "All documents"),
    # card heads
    "card.view": ("图或表", "Chart or table"),
    "card.chart": ("图", "Chart"),
    "card.table": ("表", "Table"),
    "card.export": ("导出", "Export"),
    "card.empty": ("这个范围里没有数据。", "No data in this scope."),
    "card.show_all": ("显示全部 {n} 个", "Show all {n}"),
    "card.show_more": ("显示前 {k} 个（共 {n} 个）", "Show first {k} of {n}"),
    "card.rows": ("第 {first}–{last} 行，共 {n} 行", "Rows {first}–{last} of {n}"),
    "card.show_fewer": ("只显示前 {k} 个", "Show first {k}"),
    "upload.choose": ("选择文件", "Choose a file"),
    # sentence panel
    "sentences.title": ("原句", "Sentences"),
    "sentences.count": ("{hits} 处 · {sentences} 句", "{hits} places · {sentences} sentences"),
    "sentences.all": ("全部检索", "All in Search"),
    "sentences.more": ("显示更多", "Show more"),
    "sentences.row": ("看哪一行", "Row shown"),
    "sentences.any": ("全部", "all"),
    "sentences.paragraph": ("第{n}段", "¶ {n}"),
    "sentences.none": ("{name}里没有“{focus}”。", "No “{focus}” in {name}."),
    "sentences.label": ("原句，{n} 句", "{n} sentences"),
    "sentences.unowned": ("未归属", "unattributed"),
    "sentences.joint": ("（合写）", "(joint)"),
    # figures
    "figures.label": ("数字，{n} 个", "{n} figures"),
    "figures.title": ("{name}报告的数字", "Figures reported by {name}"),
    "figures.title_all": ("报告的数字", "Figures reported"),
    "figures.count": ("{n} 个", "{n}"),
    "figures.first": (
        "先列出 {k} 个，共 {n} 个；全部在台账里。",
        "First {k} of {n}; all in the ledger.",
    ),
    "figures.ledger": ("台账", "Ledger"),
    "scope.all": ("全部文本", "all texts"),
    # sides of a comparison
    "side.target": ("本方", "here"),
    "side.reference": ("参照", "reference"),
    # units
    "unit.documents": ("{n} 篇", "{n} documents"),
    "unit.characters": ("{n} 字", "{n} characters"),
    "unit.sentences": ("{n} 句", "{n} sentences"),
    "unit.places": ("{n} 处", "{n} places"),
    "unit.organisations": ("{n} 个机构", "{n} organisations"),
    # marks in text
    "mark.focus": ("焦点词", "Focus"),
    "mark.theme": ("主题词", "Themes"),
    "mark.organisation": ("机构", "Organisations"),
    "mark.figure": ("数字", "Figures"),
    # states
    "state.S0": (
        "还没有文档。可以先用五篇样本看看，也可以导入自己的文件。",
        "No documents yet. Try the five samples or import your own files.",
    ),
    "state.S0.samples": ("打开样本", "Open samples"),
    "state.S0.import": ("导入文件", "Import"),
    "state.S1": ("当前范围里没有文本：{filters}。", "Nothing matches this scope: {filters}."),
    "state.S1.undo": ("去掉最后一个条件", "Undo last filter"),
    "state.S1.clear": ("清除范围", "Clear scope"),
    "state.S2": (
        "{scope}里没有“{term}”（已按简繁合一、全半角合一查找）。",
        "No “{term}” in {scope} (scripts and widths folded).",
    ),
    "state.S2.similar": ("相近的：{terms}", "Similar: {terms}"),
    "state.S3": (
        "{name}的段落（{n} 句）里没有报告数字。",
        "No figures in the passages of {name} ({n} sentences).",
    ),
    "state.S3.show": ("看这些句子", "Show them"),
    "state.S4": ("没有归到任何机构的句子：{n} 句。", "Sentences without an organisation: {n}."),
    "state.S4.show": ("查看", "Show"),
    "state.no_groups": (
        "这个范围里没有认出机构，或没有归到机构的句子；可以改为按文档、按年份来看。",
        "No organisation was recognised in this scope, or owns a sentence; try documents or years.",
    ),
    "state.S5": (
        "点图上的任意一处，这里就显示原句。",
        "Click anything in a chart to see its sentences here.",
    ),
    "state.S6": (
        "对比需要两方。现在与“其余全部文本”比较；在“机构”里再选一个即可并排。",
        (
            "Comparing with the rest of the texts. Pick a second organisation to see both side by "
            "side."
        ),
    ),
    "state.L1": (
        "正在读取 {n} / {total} 篇，约 {seconds} 秒",
        "Reading {n} of {total}, about {seconds} s",
    ),
    "state.L1.start": ("正在读取文档……", "Reading the documents …"),
    "state.L2": (
        "正在按新词典重新切分，旧结果仍可看。",
        "Re-segmenting with the new dictionary; the old results stay usable.",
    ),
    "state.L3": ("正在生成 {file}…", "Preparing {file}…"),
    "state.E1": (
        "{file}：读不出文字（{reason}）。其余 {n} 篇不受影响。",
        "{file}: no text could be read ({reason}). The other {n} are unaffected.",
    ),
    "state.E1.files": (
        "{n} 个文件没有全部读出来，其余不受影响；点开看原因",
        "Files not read in full: {n}; the others are unaffected. Open for the reasons.",
    ),
    "state.E1.more": ("还有 {n} 个文件没有读出来。", "{n} more files could not be read."),
    "state.E1.seen": ("知道了", "Dismiss"),
    "state.E2": (
        "{file}按 {encoding} 读取，有 {n} 个字存疑。",
        "{file} was read as {encoding}; {n} doubtful characters.",
    ),
    "state.E2.other": ("换一种编码", "Try another"),
    "state.E3": (
        "模式写得不完整：第 {position} 个字符处有问题（{reason}）。",
        "The pattern is incomplete at character {position} ({reason}).",
    ),
    "state.E4": (
        "这个链接要用的文档不在这台电脑上。导入同样的文件后即可还原；这里先显示当前的文档。",
        (
            "The documents behind this link are not on this computer. Import the same files to "
            "restore it; showing the current documents instead."
        ),
    ),
    "state.E5": (
        "这一步没有做成，已有的结果都在。编号 {id}",
        "This step failed; your results are safe. Id {id}",
    ),
    "state.E5.retry": ("重试", "Retry"),
    "state.E6": (
        "链接里选定的一组文档（{id}）没有保存在这台电脑上，现在显示全部文档。",
        "The set of documents in this link ({id}) is not kept on this computer; showing all.",
    ),
    "state.W1": (
        "\\* 不足 1,000 字：比率只供参考，请看次数与原句。",
        "\\* Under 1,000 characters: rates are indicative, look at counts and sentences.",
    ),
    "state.W1.short": ("样本小", "small sample"),
    "state.W2": (
        "只有 {n} 篇，不作检验；列出次数与范围。",
        "Only {n} texts: no test, counts and ranges instead.",
    ),
    "state.W3": (
        "只有 {n} 篇，主题模型的结果靠不住，这里不提供。请用“主题”页。",
        "With {n} documents a topic model is noise; use Themes.",
    ),
    "state.W4": ("{n} 篇没有日期，未计入。", "{n} documents without date are left out."),
    "state.W4.which": ("看是哪些", "Which?"),
    "state.W5": ("显示前 {k} 个，共 {n} 个。", "First {k} of {n}."),
    "state.W5.all": ("全部（表）", "All, as table"),
    "state.saved": ("已保存", "Saved"),
    "state.added": ("已加入报告", "Added to report"),
}
