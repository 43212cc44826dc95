"""What errors say of one entry, line or kind of file: Chinese from the analysis, English here."""

from __future__ import annotations

import re

from app.wording.text import Lang

DETAILS: tuple[tuple[str, str], ...] = (
    # one word of a list
    ("词不能是空的，也不能有空格", "a word must not be empty or hold blanks"),
    ("词里有残缺的字符", "the word holds a broken character"),
    ("词频要在 1 和 {} 之间", "the frequency must lie between 1 and {}"),
    ("词性要用字母，如 n、v、l", "the tag must be letters, such as n, v, l"),
    ("这个词前面已经有了", "this word stands further up already"),
    ("这个词写了两次", "this word is written twice"),
    ("一行只写一个词", "only one word a line"),
    ("要写成“词 词频 词性”，如“{}”", "write word, frequency and tag, such as “{}”"),
    (
        "要写成“词”或“词 词频 词性”，如“{}”",
        "write a word, or word, frequency and tag, such as “{}”",
    ),
    # a settings file
    ("{} 里的“{}”", "“{1}” in {0}"),
    ("“{}”的 aliases", "aliases of “{}”"),
    ("没有这一项；可用的有：{}", "there is no such entry; there are: {}"),
    ("没有这一项", "there is no such entry"),
    ('只能是 "rjieba" 或 "jieba"', 'it can only be "rjieba" or "jieba"'),
    ("只能是 true 或 false", "it can only be true or false"),
    ("要写成字串的列表，如 {}", "it must be a list of strings, such as {}"),
    ("要写成一个字串", "it must be one string"),
    ("机构要写成 [[organisations]] 段", "organisations are sections [[organisations]]"),
    ("机构要有全称 canonical", "an organisation needs its full name, canonical"),
    ("这个机构写了两次", "this organisation is written twice"),
    # how files are read
    ("要写成 [import] 段", "it is a section [import]"),
    ("没有“{}”这种编码；可用的有：{}", "there is no encoding “{}”; there are: {}"),
    ("要写成 {} 和 {} 之间的整数", "it must be a whole number between {} and {}"),
    # a correction
    ("没有“{}”这一栏；可用的有：{}", "there is no field “{}”; there are: {}"),
    ("“{}”（{}）要是一个数", "“{1}” must be a number"),
    (
        "“{}”（{}）要是一串字，不能太长，也不能有换行或坏掉的字符",
        "“{1}” must be a string, not too long, without line ends or broken characters",
    ),
    ("“{}”只能是：{}", "“{}” can only be: {}"),
    ("“{}”（{}）不能是空的", "“{1}” must not be empty"),
    ("缺少“{}”（{}）", "“{1}” is missing"),
    (
        "“{}”不是日期，要写成 2021-12-30、2021-12 或 2021",
        "“{}” is no date; write 2021-12-30, 2021-12 or 2021",
    ),
    ("上限要大于数值", "the upper end must be above the value"),
    ("一栏也没有改", "no field is changed"),
    ("两个名称是同一个", "both names are the same"),
    ("没有“{}”这种提示；有：{}", "there is no hint “{}”; there are: {}"),
    ("一条更正要写在花括号里", "a correction stands in braces"),
    ("没有“{}”这种更正；可用的有：{}", "there is no correction “{}”; there are: {}"),
    ("“{}”要是一串字", "“{}” must be a string"),
    ("“{}”要写在花括号里", "“{}” stands in braces"),
    ("“{}”要是一个数", "“{}” must be a number"),
    ("“{}”不能是空的", "“{}” must not be empty"),
    ("缺少“{}”", "“{}” is missing"),
    # why a correction is not in use
    (
        "语料库里没有“{}”这篇文档，这条更正暂时没有用上。",
        "There is no document “{}” in this corpus.",
    ),
    (
        "“{}”里找不到唯一的一处“{}”（原文改过了），这条更正暂时没有用上。",
        "“{1}” is not found just once in “{0}”: its text has changed.",
    ),
    (
        "“{}”的“{}”处现在没有可以这样改的数字，这条更正暂时没有用上。",
        "No number at “{1}” in “{0}” can be changed so now.",
    ),
    (
        "现在没有名为“{}”的机构，这条更正暂时没有用上。",
        "There is no organisation “{}” now.",
    ),
    # a theme
    ("读不出来（{}）", "it cannot be read ({})"),
    ("主题要写成 [[theme]] 段", "themes are sections [[theme]]"),
    ("同名的主题出现了两次", "two themes have this name"),
    ("要有名称和至少一个词", "it needs a name and at least one word"),
    ("有一个词是空的", "one of its words is empty"),
    ("“{}”写了两次", "“{}” is written twice"),
    (
        "排除的“{}”里没有这个主题的词，排除它不起作用",
        "the excluded “{}” holds no word of the theme, so excluding it does nothing",
    ),
    ("“{}”要写成一个字串", "“{}” must be one string"),
    ("“{}”要写成字串的列表", "“{}” must be a list of strings"),
    ("不认识“{}”；可用的有：{}", "“{}” is not known; there are: {}"),
    # a pattern
    ("多了一个“)”", "one “)” too many"),
    ("“*”“+”“?”或“{}”前面没有可以重复的内容", "nothing to repeat before “*”, “+”, “?” or “{}”"),
    ("接连写了两个重复符号", "two repetition signs in a row"),
    ("重复的下限大于上限", "the least number of repetitions is above the most"),
    ("“\\”后面缺一个字符", "a character is missing after “\\”"),
    ("写法不认识", "this is not understood"),
    # kinds of files
    ("{} 图片", "{} picture"),
    ("{} 表格", "{} table"),
    ("程序", "program"),
    ("电子书（{}）", "e-book, {}"),
    ("电子邮件（{}）", "e-mail, {}"),
    ("版式文档（{}）", "fixed-layout document, {}"),
    ("旧版 Office 或类似", "old Office or the like"),
    ("旧版 {}（{}）", "old {}, {}"),
    ("Outlook 邮件（{}）", "Outlook mail, {}"),
    ("韩文 {}", "Korean {}"),
    ("OpenDocument 文本（{}）", "OpenDocument text, {}"),
    ("OpenDocument 表格（{}）", "OpenDocument table, {}"),
    ("OpenDocument 演示（{}）", "OpenDocument slides, {}"),
    ("Word（{}）", "Word, {}"),
    ("Excel（{}）", "Excel, {}"),
    ("PowerPoint（{}）", "PowerPoint, {}"),
    ("{}，以及粘贴的文本", "{}, and pasted text"),
)
"""Parts of errors in Chinese and English; ``{}`` stands for something that is taken over."""


def detail(said: str, lang: Lang) -> str:
    """Return a part of an error in the language of the interface."""
    return said if lang == "zh" else detail_in_english(said)


def detail_in_english(said: str) -> str:
    """Return a part of an error in English; what is not listed is quoted as it is."""
    for chinese, english in DETAILS:
        if said == chinese:
            return english
        found = re.fullmatch(re.escape(chinese).replace(r"\{\}", "(.+)"), said, re.DOTALL)
        if found and found.groups():
            return english.format(*(part.replace("、", ", ") for part in found.groups()))
    return said
