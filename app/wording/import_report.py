"""Strings of the page 文档 about what imports did, file by file."""

from __future__ import annotations

from app.wording.text import Texts

TEXTS: Texts = {
    "import.files": ("逐个文件", "File by file"),
    "import.files_note": (
        "没读的在前，其次是要留意的",
        "refused ones first, then those with a note",
    ),
    "import.read": ("读入", "read"),
    "import.refused": ("未读", "refused"),
    "import.same.once": (
        "与“{other}”文字相同，各组只计一篇。",
        "Same text as “{other}”, counted once.",
    ),
    "import.same.all": ("与“{other}”文字相同，全部计入。", "Same text as “{other}”, all counted."),
    "import.near": ("与“{other}”相近，都计入。", "Nearly the same as “{other}”, both counted."),
    "import.gone": ("后来移出了这个语料库。", "Taken out of this corpus later."),
    "import.last": ("最近一次导入 {when}：{said}", "Last import, {when}: {said}"),
    "import.look": ("看报告", "See the report"),
    "import.which": ("哪一次导入", "Which import"),
    "import.when": ("{when} · {said}", "{when} · {said}"),
}
