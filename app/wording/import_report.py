"""Strings of the page 文档 about how files are read, and what imports did, file by file."""

from __future__ import annotations

from app.wording.text import Texts

TEXTS: Texts = {
    "import.how": ("读取选项：编码、正文列", "Reading options: encoding, text column"),
    "import.encoding": ("编码", "Encoding"),
    "import.found": ("自动判断", "found by looking"),
    "import.encoding_help": (
        (
            "读出来是乱码时，换一种编码再导入一次，原来那篇会被替换。"
            "上传的 csv 等表格除外：乱码的各行请先删去，或改用路径导入。"
        ),
        (
            "If a text came out garbled, import the file again in another encoding; it takes the "
            "place of the first. Not so the rows of an uploaded table such as csv: remove the "
            "garbled ones first, or import the table by its path."
        ),
    ),
    "import.column": ("表格里的正文列", "Text column of tables"),
    "import.column_help": (
        "csv、xlsx 等表格里每行是一篇文档；这里写正文所在列的表头，json 写键名。",
        (
            "Each row of a csv or xlsx file is a document; give the heading of the column that "
            "holds the text, or the key of json."
        ),
    ),
    "import.table": (
        "{table}：{n} 行，每行一篇；正文在“{text}”，其余各列（{others}）成为文档信息。",
        (
            "{table}: {n} rows, a document in each; the text is in “{text}”, the others "
            "({others}) become details."
        ),
    ),
    "import.table_without": (
        "{table}：{n} 行，没有认出正文在哪一列（{others}）；请在读取选项里选。",
        "{table}: {n} rows; no column was taken for the text ({others}). Choose it below.",
    ),
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
