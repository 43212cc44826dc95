"""Strings of the page 文档 about cleaning: steps, rules, and putting removed pieces back."""

from __future__ import annotations

from analysis.lexicon.residue import load_residue
from app.wording.text import Lang, Texts

TEXTS: Texts = {
    # before and after
    "documents.of": ("哪一篇", "Which document"),
    "documents.step_option": ("{name} {n}", "{name} {n}"),
    "documents.step_filter": ("看哪些步骤", "Steps shown"),
    "documents.changed_only": ("只看有改动的段", "Changed paragraphs only"),
    "documents.rows": ("清洗对照", "Before and after cleaning"),
    "documents.rows_note": (
        "划去的是去掉的文字，着色的是改成的文字；空白和换行的整理不列出",
        "struck: removed, tinted: put in its place; tidied spaces and line breaks are not listed",
    ),
    "documents.before": ("原文", "Original"),
    "documents.after": ("清洗后", "Cleaned"),
    "documents.unfold": ("…… 还有 {n} 字", "… {n} more"),
    "documents.rows_none": (
        "这里没有改动：清洗后与原文相同。",
        "No changes here: the cleaned text is the original.",
    ),
    "documents.pages": ("页", "Page"),
    # removed pieces
    "cleaning.click": (
        "点划去的文字，可以把它放回正文。",
        "Click a struck piece to put it back into the text.",
    ),
    "cleaning.piece": ("去掉的一处 · {step}", "A removed piece · {step}"),
    "cleaning.put_back": ("放回正文", "Put back"),
    "cleaning.put_back_help": (
        "这处文字回到原来的位置，各种统计随之更新。",
        "The piece goes back to its place; all counts follow.",
    ),
    "cleaning.put_back_same": ("放回本篇同类的 {n} 处", "Put back all {n} of this kind here"),
    "cleaning.turn_off": ("这一类以后都不去掉", "Never remove this kind"),
    "cleaning.turn_off_help": (
        "规则“{rule}”对整个语料库停用：各篇里因它去掉的都放回，以后导入的也不再去掉。",
        (
            "Turns the rule “{rule}” off for the whole corpus: what it removed is put back in "
            "every document, and later imports keep it."
        ),
    ),
    "cleaning.off": ("已停用：{rule}", "Turned off: {rule}"),
    "cleaning.turn_on": ("重新启用", "Turn on again"),
    "cleaning.turn_on_help": (
        "以后导入的文件又按它清洗；已有的文档不变。",
        "Files imported later are cleaned by it again; documents that are here stay as they are.",
    ),
    "cleaning.close": ("不用", "Leave it"),
    "cleaning.kept": (
        "样本和启动时打开的文件保持原样；自己的语料库里可以把它放回正文。",
        (
            "Samples and files opened at start stay as they are; in a corpus of your own you can "
            "put it back."
        ),
    ),
    "cleaning.done": ("已放回 {n} 处。", "{n} put back."),
}

STEPS: Texts = {
    "markup": ("网页标记", "Markup"),
    "tags": ("网页标签汇总", "Tags of the page, summed up"),
    "markdown": ("Markdown 标记", "Markdown signs"),
    "page": ("网页的其余部分", "Rest of the web page"),
    "field": ("标题、日期、来源等行", "Title, date and source lines"),
    "punctuation": ("半角标点", "Half-width punctuation"),
    "gloss": ("注音", "Glosses"),
    "gloss_restored": ("注音造成的损坏", "Damage done by glosses"),
    "traditional": ("零星繁体字", "Stray traditional characters"),
    "invisible": ("看不见的字符", "Invisible characters"),
    "compatibility": ("兼容字符", "Compatibility characters"),
    "line_break": ("多余的换行", "Line breaks inside sentences"),
    "running_head": ("页眉页脚", "Running heads and feet"),
    "page_number": ("页码", "Page numbers"),
    "contents": ("目录", "Table of contents"),
    "table_bar": ("表格线", "Table lines"),
    "title_tail": ("标题后的网站名", "Site name behind the title"),
    "label": ("按钮文字", "Button labels"),
    "breadcrumb": ("导航路径", "Breadcrumbs"),
    "greeting": ("网站欢迎语", "Site greetings"),
    "phone": ("电话号码", "Phone numbers"),
    "footer": ("页脚", "Page footers"),
    "recommend": ("推荐阅读", "Recommended links"),
    "caption": ("图片说明", "Picture captions"),
    "licence": ("版权说明", "Licence notices"),
    "notice": ("网站声明", "Notices of the site"),
}
"""What each cleaning step takes away or replaces."""


def step_name(step: str, lang: Lang) -> str:
    """Return what a cleaning step takes away; of an unknown one, its code."""
    return STEPS[step][0 if lang == "zh" else 1] if step in STEPS else step


def rule_name(cause: str, lang: Lang) -> str:
    """Return what a rule of cleaning takes away, with its example; of a step its name."""
    residue = load_residue()
    for rule in (*residue.rules, *residue.pieces, *residue.blocks):
        if rule.key == cause:
            step = step_name(rule.name, lang)
            return f"{step}（{rule.example}）" if lang == "zh" else f"{step} ({rule.example})"
    return step_name(cause, lang)
