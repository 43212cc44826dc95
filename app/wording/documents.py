"""Strings of the page 文档: list, import, and the corpora on this machine."""

from __future__ import annotations

from app.wording.text import Texts

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
    "documents.duplicates.copies": (
        "{n} 篇与别的文档文字相同，{how}。",
        "{n} documents repeat another one, {how}.",
    ),
    "documents.duplicates.near": (
        "{n} 篇与别的文档相近，都计入。",
        "{n} documents are near-copies and counted.",
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
