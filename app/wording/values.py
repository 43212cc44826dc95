"""Words for the values of closed sets: bounds, reasons, scripts … in tables and panels."""

from __future__ import annotations

from app.wording.text import Lang, Texts

VALUES: dict[str, Texts] = {
    "bound": {
        "exact": ("确数", "exact"),
        "over": ("多于", "over"),
        "about": ("约", "about"),
        "at_least": ("不少于", "at least"),
        "at_most": ("不超过", "at most"),
        "under": ("不足", "under"),
    },
    "reason": {
        "subject": ("句内主语", "subject"),
        "earlier_clause": ("前一分句", "earlier clause"),
        "passage": ("承前", "carried over"),
        "heading": ("标题", "heading"),
        "main": ("全文主体", "main organisation"),
        "issuer": ("发文机构", "issuer"),
        "joint": ("合写", "joint"),
        "none": ("未定", "none"),
        "correction": ("人工更正", "corrected by hand"),
    },
    "confidence": {"high": ("高", "high"), "medium": ("中", "medium"), "low": ("低", "low")},
    "kind": {
        "same": ("同一事物两个数", "two numbers for one thing"),
        "share": ("百分比超过 100", "shares above 100"),
        "parts": ("分项不等于合计", "parts and total"),
        "growth": ("增长对不上", "growth that does not fit"),
        "owners": ("一数两主", "one figure, two bodies"),
        "date": ("日期不存在", "impossible date"),
        "list": ("项数对不上", "number of items"),
    },
    "status": {
        "done": ("已做到", "done"),
        "planned": ("计划", "planned"),
        "required": ("要求", "required"),
    },
    "year_from": {"text": ("文中", "text"), "document": ("文档日期", "document"), "": ("", "")},
    "class": {
        "figure": ("数字", "figure"),
        "date": ("日期", "date"),
        "time": ("时间", "time"),
        "ordinal": ("序数", "ordinal"),
        "heading": ("标题序号", "heading number"),
        "name": ("名称中的数", "part of a name"),
        "slogan": ("提法、口号", "slogan"),
        "document_number": ("文号", "document number"),
        "article": ("条款号", "article"),
        "page": ("页码", "page"),
        "phone": ("电话", "phone"),
        "age": ("年龄", "age"),
        "indefinite": ("泛指的一", "indefinite"),
        "number": ("别的数", "other number"),
        "rejected": ("人工排除", "rejected by hand"),
    },
    "action": {
        "edit_figure": ("改数字", "edit a figure"),
        "reject_figure": ("不算数字", "reject a figure"),
        "add_figure": ("补数字", "add a figure"),
        "move_passage": ("改句子的归属", "move a sentence"),
        "merge_organisations": ("合并机构", "merge organisations"),
        "rename_organisation": ("机构改名", "rename an organisation"),
        "dismiss_hint": ("看过提示", "set a hint aside"),
    },
    "fit": {
        "applied": ("已用上", "in use"),
        "moved": ("已用上，原文移了位置", "in use, its text has moved"),
        "lost": ("没有用上", "not in use"),
    },
    "script": {
        "simplified": ("简体", "simplified"),
        "traditional": ("繁体", "traditional"),
        "mixed": ("混用", "mixed"),
    },
    "main": {"True": ("是", "yes"), "False": ("", "")},
    "formula": {"True": ("是", "yes"), "False": ("", "")},
}


def value_name(field: str, value: object, lang: Lang) -> str:
    """Return the word for a value of a closed set; a value that is not in it is returned as is."""
    names = VALUES.get(field, {}).get(str(value))
    return str(value) if names is None else names[0 if lang == "zh" else 1]
