"""Strings of exported files and of the menu that makes them."""

from __future__ import annotations

from app.wording.text import Texts

TEXTS: Texts = {
    "export.pictures": ("图片", "Pictures"),
    "export.note": ("{date} · 文鉴", "{date} · Wenjian"),
    "export.sheet.data": ("数据", "Data"),
    "export.sheet.chart": ("图", "Chart"),
    "export.sheet.about": ("口径", "About"),
    "export.about.title": ("标题", "Title"),
    "export.about.caption": ("口径", "Measure and subset"),
    "export.about.documents": ("文档", "Documents"),
    "export.about.organisations": ("机构", "Organisations"),
    "export.about.years": ("年份", "Years"),
    "export.about.focus": ("焦点", "Focus"),
    "export.about.everything": ("全部", "all"),
    "export.about.corpus": ("文档库编号", "Corpus"),
    "export.about.settings": ("设置编号", "Settings"),
    "export.about.corrections": ("人工更正（条）", "Corrections by hand"),
    "export.about.date": ("日期", "Date"),
}
