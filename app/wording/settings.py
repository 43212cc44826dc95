"""Strings of the page 设置."""

from __future__ import annotations

from app.wording.text import Texts

TEXTS: Texts = {
    "settings.view": ("看法", "View"),
    "settings.words": ("用词", "Words"),
    "settings.look": ("语言与外观", "Language & look"),
    "settings.file": ("设置文件", "Settings file"),
    # words
    "settings.user_words": ("用户词典", "User dictionary"),
    "settings.user_words_note": (
        "一行一个词；可以写上词频和词性，如“镇街 500 n”。长的词会盖住它里面的词。",
        (
            "One word a line; frequency and tag may follow, as in “镇街 500 n”. A long word hides "
            "its parts."
        ),
    ),
    "settings.stopwords": ("停用词", "Stop words"),
    "settings.stopwords_note": (
        "一行一个词；不进词频表和特点词，检索时照样找得到。",
        "One word a line; left out of frequency lists and keyness, but still found by search.",
    ),
    "settings.lexicon": (
        "用本行词典（主题教育、急难愁盼……）",
        "Use the genre lexicon (主题教育, 急难愁盼 …)",
    ),
    "settings.hmm": ("猜新词（HMM）", "Guess unknown words (HMM)"),
    "settings.count_duplicates": ("相同的文档都计", "Count repeated documents"),
    "settings.try": ("试算", "Try"),
    "settings.apply": ("应用", "Apply"),
    "settings.discard": ("放弃", "Discard"),
    "settings.defaults": ("恢复默认", "Restore defaults"),
    "settings.applied": (
        "已应用，所有数字已按新设置重算",
        "Applied; every number now follows the new settings",
    ),
    "settings.changed": ("改后变化的词", "Words that would change"),
    "settings.changed_note": ("{n} 个词 · 单独成词的次数", "{n} words · counts as words"),
    "settings.unchanged": (
        "没有词的次数会变。",
        "No word would change its count.",
    ),
    "settings.not_tried": (
        "改好以后点“试算”，这里列出哪些词的次数会变，再决定要不要应用。",
        "After a change press Try: the words whose counts would change are listed here first.",
    ),
    "settings.tried_some": (
        "全库 {documents} 篇，有关的 {concerned} 篇，这里试切了其中 {n} 篇；保存后全部重新切分。",
        "{n} of the {concerned} documents concerned (of {documents}) were cut; saving cuts all.",
    ),
    "settings.trying": ("正在按新词典重新切分……", "Re-segmenting with the new dictionary …"),
    "settings.list_name": ("用户词典", "user dictionary"),
    # language and look
    "settings.lang": ("语言", "Language"),
    "settings.lang.zh": ("中文", "中文"),
    "settings.lang.en": ("English", "English"),
    "settings.theme": ("外观", "Look"),
    "settings.theme_note": (
        "浅色、深色跟随系统；要固定一种，用右上角三个点的菜单里的 Settings。",
        (
            "Light or dark follows the system; to fix one, use Settings in the menu (three dots) "
            "at the top right."
        ),
    ),
    "settings.engine": ("分词引擎", "Segmenter"),
    "settings.engine_note": (
        "{engine}，词与 jieba 0.42.1 逐个相同。",
        "{engine}; the words are those of jieba 0.42.1, one by one.",
    ),
    "settings.place": ("这个语料库在本机的位置", "Where this corpus lies on this computer"),
    # file
    "settings.file_note": (
        "记着词典、停用词、主题和机构的改动。把它和文档一起交给别人，得到的数字相同。",
        (
            "Holds your dictionary, stop words, themes and organisations. With it and the "
            "documents anybody gets the same numbers."
        ),
    ),
    "settings.file_empty": (
        "现在全部是默认设置，文件是空的。",
        "Everything is at its default: the file is empty.",
    ),
    "settings.download": ("下载设置文件", "Download settings file"),
    "settings.load": ("载入设置文件（.toml）", "Load a settings file (.toml)"),
    "settings.load_note": ("载入后立即应用。", "It is applied at once."),
    "settings.content": ("现在的设置", "Current settings"),
}
