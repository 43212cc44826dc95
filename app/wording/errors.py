"""Errors of the analysis as sentences: Chinese from the error itself, English by its code."""

from __future__ import annotations

from analysis.errors import AnalysisError
from app.wording.text import Lang, Texts, all_texts, text

TEXTS: Texts = {
    "error.other": ("{message}", "This could not be done: {message}"),
    "error.empty_corpus": (
        "没有可统计的文本。",
        "There is no text to count.",
    ),
}


def explain(error: AnalysisError, lang: Lang) -> str:
    """Return what happened and what to do, in the language of the interface."""
    key = f"error.{error.code}"
    if lang == "zh" or key not in all_texts():
        return text("error.other", lang, message=str(error))
    return text(key, lang, **error.values) if error.values else text(key, lang)
