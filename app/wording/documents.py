"""Strings of the page 文档: list, import, cleaning, and the corpora on this machine."""

from __future__ import annotations

import re

from analysis.lexicon.residue import load_residue
from analysis.schema import Failure
from app.wording.text import Lang, Texts, text

TEXTS: Texts = {
    # views
    "documents.view": ("文档的哪一面", "View"),
    "documents.list": ("清单", "List"),
    "documents.import": ("导入", "Import"),
    "documents.cleaning": ("清洗对照", "Cleaning"),
    # corpora
    "documents.corpus": ("语料库", "Corpus"),
    "documents.samples": ("样本", "Samples"),
    "documents.started": ("启动时打开的文件", "Files opened at start"),
    "documents.unnamed": ("未命名 {id}", "Unnamed {id}"),
    "documents.corpus_option": ("{name} · {n} 篇", "{name} · {n} documents"),
    "documents.corpora": ("这台电脑上的语料库", "Corpora on this computer"),
    "documents.corpora_note": ("{n} 个", "{n}"),
    "documents.corpora_none": (
        "还没有自己的语料库。导入的文件会单独成库，样本保持原样。",
        (
            "None of your own yet. Imported files get a corpus of their own; the samples stay as "
            "they are."
        ),
    ),
    "documents.corpora_where": ("存放在 {folder}", "Kept in {folder}"),
    "documents.opened": ("正在看", "open now"),
    "documents.open": ("打开", "Open"),
    "documents.rename": ("改名", "Rename"),
    "documents.rename_label": ("语料库名称", "Name of the corpus"),
    "documents.manage": ("改名或删除", "Rename or delete"),
    "documents.delete": ("删除这个语料库", "Delete this corpus"),
    "documents.delete_note": (
        "删去 {n} 篇文档的索引和文字，原来的文件不动。",
        "Removes index and text of {n} documents; the original files stay.",
    ),
    "documents.start_note": (
        "它来自启动时给的文件，所以不能在这里删除。",
        "It comes from the files given at start and cannot be deleted here.",
    ),
    # list
    "documents.table": ("文档", "Documents"),
    "documents.find": ("按标题或文件名找", "Find by title or name"),
    "documents.only_scope": (
        "只列出范围内的文档；清除范围后列出全部。",
        "Only documents in scope are listed; clear the scope to list all.",
    ),
    "documents.table_note": (
        "{n} 篇 · {characters} 字 · 范围内 {k} 篇，以 ● 标出",
        "{n} documents · {characters} characters · {k} in scope, marked ●",
    ),
    "documents.in_scope": ("范围", "Scope"),
    "documents.duplicates": (
        "{n} 篇与别的文档文字相同，{how}；{k} 篇相近，都计入。",
        "{n} documents repeat another one, {how}; {k} are near-copies and counted.",
    ),
    "documents.duplicates.once": ("各组只计一篇", "each counted once"),
    "documents.duplicates.all": ("全部计入", "all counted"),
    "documents.count_all": ("都计", "Count all"),
    "documents.count_all_help": (
        "文字相同的文档每篇都计入各种统计。",
        "Documents with the same text all count.",
    ),
    "documents.pick": (
        "点一行，这里显示这篇文档的信息和去掉的内容。",
        "Click a row to see the document's details and what was removed.",
    ),
    # one document
    "documents.details": ("{name} 的信息", "Details of {name}"),
    "documents.only": ("只看这篇", "Only this one"),
    "documents.only_off": ("看全部文档", "All documents"),
    "documents.read": ("打开原文", "Open text"),
    "documents.edit": ("改信息", "Edit details"),
    "documents.save": ("保存", "Save"),
    "documents.remove": ("移出", "Take out"),
    "documents.removed": ("已移出“{title}”。", "“{title}” was taken out."),
    "documents.undo": ("撤回", "Undo"),
    "documents.name": ("文档名", "Name"),
    "documents.near_copy_of": ("相近于", "Near copy of"),
    "documents.size": ("篇幅", "Length"),
    "documents.size_value": (
        "{characters} 字 · {paragraphs} 段 · {sentences} 句 · {tokens} 词",
        (
            "{characters} characters · {paragraphs} paragraphs · {sentences} sentences · "
            "{tokens} words"
        ),
    ),
    "documents.steps": ("去掉了什么", "What was removed"),
    "documents.steps_note": ("{n} 处 · {characters} 字", "{n} places · {characters} characters"),
    "documents.steps_none": ("没有去掉任何文字。", "Nothing was removed."),
    "documents.compare": ("对照原文", "Before and after"),
    # cleaning
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
    # import
    "documents.from": ("从哪里导入", "Import from"),
    "documents.files": ("文件", "Files"),
    "documents.folder": ("文件夹", "Folder"),
    "documents.path": ("本机路径", "Path"),
    "documents.pasted": ("粘贴文字", "Pasted text"),
    "documents.files_label": (
        (
            "选择文件，或拖到这里：txt、md、html、htm、docx、doc、pdf、rtf、eml，"
            "表格（csv、xlsx、json 等，一行一篇），以及装着它们的 zip；可以一次选多个。"
        ),
        (
            "Choose files or drop them here: txt, md, html, htm, docx, doc, pdf, rtf, eml, tables "
            "(csv, xlsx and the like, a document in each row), and zip files; several at once."
        ),
    ),
    "documents.folder_label": (
        "选择一个文件夹，下面各层的文件都会读取。",
        "Choose a folder; files at all levels are read.",
    ),
    "documents.choose_files": ("选择文件", "Choose files"),
    "documents.choose_folder": ("选择文件夹", "Choose a folder"),
    "documents.drop": ("松开鼠标即可", "Drop here"),
    "documents.path_label": (
        "这台电脑上的文件、文件夹或 zip 的路径，一行一个；大批文件这样最快。",
        (
            "Paths of files, folders or zip files on this computer, one a line; the fastest way "
            "for many files."
        ),
    ),
    "documents.title_label": ("标题", "Title"),
    "documents.text_label": ("文字", "Text"),
    "documents.pasted_title": ("粘贴的文字", "Pasted text"),
    "documents.into": ("放进", "Into"),
    "documents.into_new": ("新的语料库", "a new corpus"),
    "documents.new_name": ("新语料库的名称", "Name of the new corpus"),
    "documents.new_name_default": ("我的文档", "My documents"),
    "documents.start": ("导入", "Import"),
    "documents.start_files": ("导入 {n} 个文件", "Import {n} files"),
    "documents.local": ("文件只在这台电脑上读取，不会发送出去。", "Files stay on this computer."),
    "documents.gathering": (
        "正在查看文件，已有 {n} 个……",
        "Looking through the files, {n} so far …",
    ),
    "documents.reading": ("正在读取第 {n} / {total} 篇……", "Reading {n} of {total} …"),
    "documents.advance": (
        "第 {n} / {total} 篇，每秒约 {rate} 篇，还要约 {seconds} 秒",
        "{n} of {total}, about {rate} a second, about {seconds} s left",
    ),
    "documents.stop_note": (
        "停止后语料库保持原样；这期间可以看别的页。",
        "Stopped, the corpus stays as it was; other pages can be used meanwhile.",
    ),
    "documents.folder_open": (
        "打开这台电脑上的一个语料文件夹",
        "Open a corpus folder of this computer",
    ),
    "documents.folder_hint": ("粘贴文件夹的路径", "paste the path of the folder"),
    "documents.folder_help": (
        "用 python -m analysis build 建好的文件夹；只记住它在哪里，不复制。",
        "A folder made by python -m analysis build; only its place is kept, nothing is copied.",
    ),
    "documents.unlink": (
        "从列表里去掉，文件夹不动：{folder}",
        "Take off the list; the folder stays: {folder}",
    ),
    "documents.stop": ("停止", "Stop"),
    "documents.stopped": (
        "导入停下了，语料库没有变。",
        "The import was stopped; the corpus is as it was.",
    ),
    # report
    "documents.report": ("这次导入", "This import"),
    "documents.report_note": (
        "读入 {added} 篇 · 已有 {unchanged} 篇 · 未读 {failed} 个",
        "{added} read · {unchanged} known · {failed} refused",
    ),
    "documents.report_others": (
        "其余 {n} 篇不受影响。",
        "The other {n} are unaffected.",
    ),
    "documents.report_nothing": (
        "没有读到任何文档，所以没有建语料库。",
        "No document could be read, so there is no new corpus.",
    ),
    "documents.report_list": ("看清单", "See the list"),
    "documents.report_close": ("知道了", "Dismiss"),
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

_SHARED = frozenset(
    (
        "empty_file",
        "not_text",
        "nothing_left",
        "too_long",
        "damaged_file",
        "locked_file",
        "no_text",
        "bloated_file",
        "too_slow",
        "reader_crashed",
        "pdf_scanned",
        "pdf_garbled",
        "pdf_empty",
        "pdf_pages",
        "old_word",
    )
)
"""Failures that ``wording.errors`` has a sentence for."""
_FAILURES: dict[str, str] = {
    "unsupported_format": ("{file}: this kind of file is not read. Save it as text first."),
    "missing_file": "{file}: there is no such file. Please check the path.",
    "unopened_file": "{file}: it cannot be opened as a file. Please check it and its permissions.",
    "changed_file": "{file}: it changed while it was imported and was not read. Import it again.",
    "empty_folder": "{file}: the folder holds no files. Please choose another.",
    "corpus_given": "{file}: it is a corpus, not a document. Give the original files instead.",
    "manifest_lost": (
        "{file}: the manifest.json of this corpus is missing, so that it cannot be read. Find it, "
        "or build the corpus again from the original files."
    ),
    "empty_zip": "{file}: the zip file holds no files. Please choose another.",
    "damaged_zip": "{file}: the zip file is damaged. Pack it again.",
    "damaged_member": "{file}: damaged inside the zip file. Pack it again.",
    "zip_password": "{file}: protected by a password. Remove it and import again.",
    "zip_members": "{file}: too many files in the zip file; the rest was not read. Split it.",
    "zip_size": "{file}: too large unpacked; the rest was not read. Split it.",
    "zip_ratio": "{file}: grows beyond measure when unpacked and was not read.",
    "zip_depth": "{file}: zip files nested too deep. Unpack the inner ones first.",
    "zip_method": "{file}: packed by a method that is not read. Pack it again as an ordinary zip.",
    "zip_overlap": "{file}: overlaps others in the zip file and was not read. Pack it again.",
    "file_size": "{file}: too large; it was not read. Split it into several files.",
    "table_rows": (
        "{file}: more rows than one table may have; it was not imported. Split it, or raise "
        "max_rows under [import] in the settings file."
    ),
    "table_size": "{file}: too large for one table; it was not imported. Split it.",
    "table_password": "{file}: protected by a password. Remove it and import again.",
    "damaged_table": "{file}: the table is damaged. Get a sound one and import that.",
    "empty_table": "{file}: the table is empty. Please choose another.",
    "sheet_memory": (
        "{file}: reading it took too much memory. A cell far out is likely the reason: copy what "
        "counts into a new table."
    ),
    "open_quote": (
        "{file}: a quotation mark is never closed; it was not imported. Close it, or save the "
        "table again from a spreadsheet program."
    ),
    "no_such_column": "{file}: there is no column of that name; it was not imported.",
    "no_text_column": (
        "{file}: no column is seen to hold the text; it was not imported. Call that column 正文, "
        "or say which it is."
    ),
    "rows_without_text": (
        "{file}: some rows have no text and became no documents; the others are imported."
    ),
    "broken_lines": "{file}: some lines are not JSON; the others are imported. Correct them.",
    "bad_json": "{file}: this is not proper JSON; it was not imported. Correct it and try again.",
    "deep_json": "{file}: this JSON goes too deep; it was not imported. Export it differently.",
    "no_objects": "{file}: this JSON holds no list of documents; it was not imported.",
}
_WARNINGS: tuple[tuple[re.Pattern[str], str], ...] = (
    (
        re.compile(r"有 (?P<n>\d+) 个字符已损坏"),
        "{n} characters are damaged beyond repair and shown as \ufffd.",
    ),
    (
        re.compile(r"有 (?P<n>\d+) 处注音造成的损坏"),
        "{n} places damaged by glosses could not be restored and are shown as \ufffd.",
    ),
    (re.compile(r"只有 (?P<n>\d+) 个汉字"), "Only {n} Chinese characters: counts mean nothing."),
    (
        re.compile(r"文件里嵌入了另一份文件"),
        "Another file is embedded in this one; the embedded part was not read.",
    ),
    (
        re.compile(r"第 (?P<pages>[\d、]+)(?: 等)? 页（共 (?P<n>\d+) 页）没有文字"),
        "Pages without text, perhaps scanned pictures, were not read: {n} (first {pages}).",
    ),
    (
        re.compile(r"第 (?P<pages>[\d、]+)(?: 等)? 页（共 (?P<n>\d+) 页）已损坏"),
        "Damaged pages were not read: {n} (first {pages}).",
    ),
    (
        re.compile(r"第 (?P<pages>[\d、]+)(?: 等)? 页（共 (?P<n>\d+) 页）有取不出"),
        "Pages with fonts that are not in the file, so text may be missing: {n} (first {pages}).",
    ),
    (
        re.compile(r"自动编号（一、二、等）不在文字里"),
        "Automatic numbers are not in the text and were not read; a docx would have them.",
    ),
    (
        re.compile(r"只读入中文的句段，另有 (?P<n>\d+) 个"),
        "Only the Chinese segments were read; {n} in other languages were not.",
    ),
    (
        re.compile(r"文件在中途断开"),
        "The file breaks off; what followed may be missing.",
    ),
    (
        re.compile(r"附件 (?P<names>.+?)(?: 等 (?P<n>\d+) 个)?没有导入"),
        "Attachments were not imported ({names}); save them and import them.",
    ),
    (re.compile(r"汉字只占 (?P<n>\d+%)"), "Only {n} Chinese characters: perhaps not Chinese."),
)


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


def failure_sentence(failure: Failure, lang: Lang) -> str:
    """Return why a file was not read and what to do (E1)."""
    if lang == "en" and failure.code in _SHARED:
        return text(f"error.{failure.code}", lang, file=failure.name)
    if lang == "zh" or failure.code not in _FAILURES:
        return failure.message
    return _FAILURES[failure.code].format(file=failure.name)


def warning_sentence(warning: str, lang: Lang) -> str:
    """Return what should be known about a document that was read."""
    if lang == "en":
        for pattern, said in _WARNINGS:
            match = pattern.search(warning)
            if match:
                return said.format(**match.groupdict())
    return warning
