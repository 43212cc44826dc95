"""Errors about corrections by hand; the Chinese sentence is always the one of the error."""

from __future__ import annotations

from app.wording.text import Texts

_ZH = "{message}"

TEXTS: Texts = {
    # making one
    "error.correction_nothing": (_ZH, "Nothing is changed."),
    "error.correction_same": (_ZH, "The sentence belongs to this organisation already."),
    "error.correction_field": (_ZH, "This cannot be: {problem}."),
    "error.correction_overlaps": (
        _ZH,
        "There is a figure in the marked text already; change that one, or reject it first.",
    ),
    "error.correction_span": (
        _ZH,
        "Mark one figure inside one paragraph, of {most} characters at most.",
    ),
    "error.correction_one_organisation": (_ZH, "Choose two different organisations."),
    "error.organisation_exists": (
        _ZH,
        "There is an organisation “{name}” already; to make both one, merge them.",
    ),
    "error.unknown_sentence": (
        _ZH,
        "There is no sentence at character {start} of the document “{name}”.",
    ),
    "error.unknown_correction": (
        _ZH,
        "This correction has been taken back already, or is not of this corpus.",
    ),
    "error.correction_conflict": (
        _ZH,
        (
            "Two corrections have the id “{name}” and do different things. Take the first one "
            "back, or delete the id of the one in the file, and try again."
        ),
    ),
    # those that do not hold now
    "error.correction_document": (
        _ZH,
        "There is no document “{name}” in this corpus, so this correction is not in use now.",
    ),
    "error.correction_text": (
        _ZH,
        (
            "“{text}” is not found just once in “{name}” (its text has changed), so this "
            "correction is not in use now."
        ),
    ),
    "error.correction_number": (
        _ZH,
        "No number at “{text}” in “{name}” can be changed so now: this correction is not in use.",
    ),
    "error.correction_organisation": (
        _ZH,
        "There is no organisation “{name}” now, so this correction is not in use.",
    ),
    # files
    "error.corrections_unreadable": (
        _ZH,
        "The file of corrections “{file}” cannot be read. Check that it exists and is UTF-8.",
    ),
    "error.corrections_syntax": (
        _ZH,
        "The file of corrections “{file}” is no proper JSON ({problem}). Correct it and try again.",
    ),
    "error.corrections_missing": (
        _ZH,
        "“{file}” is no file of corrections: it has no list “corrections”.",
    ),
    "error.corrections_entry": (
        _ZH,
        "File of corrections “{file}”, entry {entry}: {problem}. Correct it and try again.",
    ),
}
