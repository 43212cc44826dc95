"""Strings of corrections by hand: what is corrected where, and the list of what was."""

from __future__ import annotations

from app.wording.text import Texts

TEXTS: Texts = {
    "correct.owner_is": ("归属不对？点一下改到：", "Wrong owner? One click gives it to:"),
    "correct.nobody": ("不归任何机构", "nobody"),
    "correct.edit": ("改正", "Correct"),
    "correct.count": ("算作数字", "Count as a figure"),
    "correct.reject": ("不是数字", "Not a figure"),
    "correct.save": ("保存", "Save"),
    "correct.saved": ("已保存。", "Saved."),
    "correct.samples": ("样本（改正过）", "Samples, corrected"),
    "correct.saved_in": (
        "已保存。样本保持原样：改正都在语料库“{name}”里，现在打开的就是它。",
        "Saved. The samples stay as they are: corrections are in the corpus “{name}”, open now.",
    ),
    "correct.undo": ("撤回", "Undo"),
    "correct.taken": ("撤回了 {n} 条改正。", "{n} corrections taken back."),
    "correct.put_back": ("重新用上", "Put back"),
    "correct.passage": ("改句子归属", "Whose sentence"),
    "correct.passage_note": (
        "这个句子讲的是谁；原来跟着句子走的数字一起改。",
        "Whom this sentence is about; its figures that followed the sentence go with it.",
    ),
    "correct.about": ("这个句子讲的是", "This sentence is about"),
    # in the reader
    "correct.marked": ("把标出的“{text}”记作数字", "Count the marked “{text}” as a figure"),
    "correct.mark_hint": (
        "漏了数字？在文中选中它，就能补记。",
        "A figure is missing? Select it in the text to add it.",
    ),
    "correct.add": ("记下", "Add"),
    "correct.drop": ("算了", "Never mind"),
    "correct.is_figure": (
        "这里已经有一个数字：{text}",
        "There is a figure here already: {text}",
    ),
    "correct.is_number": (
        "“{text}”现在不算数字（{kind}）",
        "“{text}” is no figure now ({kind})",
    ),
    "correct.in_ledger": ("在台账里看", "See it in the ledger"),
    # organisations
    "correct.organisation": ("改这个机构", "Correct this organisation"),
    "correct.organisation_none": (
        "点左边的一行，就可以把它并入别的机构，或改名称。",
        "Click a row to merge its organisation into another, or to rename it.",
    ),
    "correct.affects": (
        "影响 {mentions} 处提到、{sentences} 个句子、{figures} 个数字（{documents} 篇）",
        (
            "Affects {mentions} mentions, {sentences} sentences and {figures} figures "
            "({documents} documents)"
        ),
    ),
    "correct.merge_into": ("并入", "Merge into"),
    "correct.merge_choose": ("选一个机构", "Choose an organisation"),
    "correct.merge": ("合并", "Merge"),
    "correct.rename_to": ("全称改为", "Full name"),
    "correct.short": ("简称", "Short name"),
    "correct.rename": ("改名", "Rename"),
    # the list
    "correct.list": ("改正记录", "Corrections"),
    "correct.list_note": (
        "{n} 条 · 随语料库保存，重新建库后照样生效",
        "{n} · kept in the corpus, and put over it again whenever it is rebuilt",
    ),
    "correct.none": (
        "还没有改正过。台账里点一行，在右边改；漏掉的数字在“检索”的原文里选中补记。",
        (
            "Nothing was corrected yet. Click a row of the ledger and correct it at the right; "
            "missing figures are added by selecting them in the text, on the page Search."
        ),
    ),
    "correct.chosen": ("这一条", "This one"),
    "correct.choose": (
        "点一行，可以撤回这一条，或打开原文。",
        "Click a row to undo it or read it.",
    ),
    "correct.undo_one": ("撤回这一条", "Undo this one"),
    "correct.undo_last": ("撤回最近一条", "Undo the last one"),
    "correct.undo_all": ("全部撤回", "Undo all"),
    "correct.file": ("改正文件", "File of corrections"),
    "correct.download": ("导出改正", "Export corrections"),
    "correct.upload": ("导入改正", "Import corrections"),
    "correct.uploaded": (
        "导入了 {added} 条，{known} 条本来就有。",
        "{added} imported, {known} were there already.",
    ),
    "correct.was_now": ("{was} → {now}", "{was} → {now}"),
}
