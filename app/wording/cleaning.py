"""Strings of the page 文档 about removed pieces: put back, and rules that are not used any more."""

from __future__ import annotations

from app.wording.text import Texts

TEXTS: Texts = {
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
