"""Errors of the analysis as sentences: Chinese from the error itself, English by its code.

The English sentences may mention the values that the error carries. What an error says of one entry
or line (``problem``, ``what``, ``reason``, ``kind``) comes in Chinese; ``error_details`` has the
English.
"""

from __future__ import annotations

from analysis.errors import AnalysisError
from app.wording.error_details import detail_in_english
from app.wording.text import Lang, Texts, all_texts, text

_ZH = "{message}"
"""The Chinese sentence is always the one of the error."""

TEXTS: Texts = {
    "error.other": (_ZH, "This could not be done: {message}"),
    # documents and files
    "error.no_documents": (_ZH, "There are no documents to count; import some files first."),
    "error.bad_date": (_ZH, "“{date}” is no date; write 2021-12-30, 2021-12 or 2021."),
    "error.unknown_encoding": (
        _ZH,
        "There is no encoding called “{name}”; use one of these: {choices}.",
    ),
    "error.empty_file": (_ZH, "{file}: there is no text in it. Choose one with content."),
    "error.not_text": (
        _ZH,
        (
            "{file}: this is not text (perhaps a program, a picture or an encrypted file). Save it "
            "as text and import it again."
        ),
    ),
    "error.too_long": (
        _ZH,
        "{file}: too large for one file. Split it into several files and import those.",
    ),
    "error.nothing_left": (
        _ZH,
        "{file}: no body text was left after cleaning. Check what is in the file.",
    ),
    "error.unsupported_format": (
        _ZH,
        (
            "{file}: files of this kind ({kind}) are not read yet; save it as text first. "
            "Read are {formats}."
        ),
    ),
    "error.damaged_file": (
        _ZH,
        (
            "{file}: the file is damaged or incomplete. Get it again, or open it in its own "
            "program, save it anew and import that."
        ),
    ),
    "error.locked_file": (
        _ZH,
        "{file}: it is protected by a password. Remove the password and import it again.",
    ),
    "error.json_without_text": (
        _ZH,
        (
            "{file}: this is JSON, but nothing in it is text that could be a document. Put the "
            "text into objects, under a key such as text, and import it again."
        ),
    ),
    "error.no_text": (
        _ZH,
        (
            "{file}: there is no text in it (perhaps only pictures). Run OCR first, or paste the "
            "text."
        ),
    ),
    "error.bloated_file": (
        _ZH,
        "{file}: it grows beyond measure when unpacked, as harmful files do, and was not read.",
    ),
    "error.pdf_scanned": (
        _ZH,
        "{file}: there is no text layer (perhaps a scan). Run OCR first and import the result.",
    ),
    "error.pdf_garbled": (
        _ZH,
        (
            "{file}: the characters of the text layer cannot be told (the fonts do not say which "
            "they are). Run OCR first and import the result."
        ),
    ),
    "error.pdf_empty": (_ZH, "{file}: there is not a single page in it. Get the file again."),
    "error.pdf_pages": (
        _ZH,
        "{file}: too many pages for one file. Split it into several files and import those.",
    ),
    "error.old_word": (
        _ZH,
        (
            "{file}: it was written by Word 95 or earlier. Open it in Word or WPS, save it as docx "
            "and import that."
        ),
    ),
    "error.too_slow": (
        _ZH,
        (
            "{file}: reading it took too long; it was not imported. Split it, save it as text, or "
            "raise max_seconds under [import] in the settings file."
        ),
    ),
    "error.reader_crashed": (
        _ZH,
        (
            "{file}: reading it took too much memory or broke down; it was not imported. Save it "
            "as text, or import another copy."
        ),
    ),
    # corpora on disk
    "error.no_corpus": (_ZH, "“{folder}” is no corpus: its manifest is missing."),
    "error.no_folder": (_ZH, "There is no folder “{folder}”; check the path."),
    "error.linked_twice": (
        _ZH,
        "“{folder}” is the same corpus as “{other}”, which is on the list already.",
    ),
    "error.corpusunreadable": (
        _ZH,
        (
            "The corpus “{folder}” cannot be read ({reason}). It can be built again from the "
            "original files."
        ),
    ),
    "error.corpus_emptied": (
        _ZH,
        (
            "A corpus must keep at least one document; one that is no longer needed can be "
            "deleted as a whole."
        ),
    ),
    "error.corpus_locked": (
        _ZH,
        "Another program is writing the corpus “{folder}”. Wait until it is done and try again.",
    ),
    "error.corpus_unwritable": (
        _ZH,
        (
            "The corpus “{folder}” cannot be written ({reason}); its content is as it was. Check "
            "disk space and permissions."
        ),
    ),
    "error.folder_not_empty": (
        _ZH,
        "“{folder}” holds other files. Choose an empty folder for the corpus.",
    ),
    # worker processes and clusters
    "error.worker_died": (
        _ZH,
        (
            "The processes that worked on one batch of documents died {tries} times in a row, most "
            "likely for lack of memory. Use fewer processes, or close other programs, and try "
            "again. The corpus is as it was."
        ),
    ),
    "error.cluster_missing": (
        _ZH,
        (
            "A cluster needs Dask: pip install -r requirements-cluster.txt, here and on every "
            "machine of the cluster."
        ),
    ),
    "error.cluster_unreachable": (
        _ZH,
        (
            "The cluster {address} cannot be reached. Check the address (such as "
            "tcp://127.0.0.1:8786), whether the scheduler is running, and the network."
        ),
    ),
    "error.cluster_lost": (
        _ZH,
        (
            "The connection to the cluster is lost; the corpus is as it was. Check the scheduler "
            "and the network and try again."
        ),
    ),
    "error.cluster_idle": (
        _ZH,
        (
            "There is no worker in the cluster; {seconds} seconds were waited for one. Start the "
            "workers first, then try again."
        ),
    ),
    "error.cluster_program": (
        _ZH,
        (
            "These workers of the cluster run another version of the program: {workers}. Install "
            "the program of this machine and requirements-cluster.txt on every machine, and start "
            "the workers again."
        ),
    ),
    "error.cluster_folder": (
        _ZH,
        (
            "These workers of the cluster cannot see or cannot write the corpus folder “{folder}”: "
            "{workers}. Put it on a shared disk that every machine can read and write under the "
            "same path."
        ),
    ),
    # names that do not exist
    "error.unknown_field": (_ZH, "There is no field “{name}”; there are: {choices}."),
    "error.unknown_organisation": (_ZH, "There is no organisation “{name}” in these documents."),
    "error.unknown_document": (_ZH, "There is no document “{name}” in this corpus."),
    "error.unknown_theme": (_ZH, "There is no theme “{name}”; there are: {choices}."),
    "error.unknown_measure": (_ZH, "There is no measure “{name}”; there are: {choices}."),
    "error.unknown_sort": (_ZH, "There is no order “{name}”; there are: {choices}."),
    "error.unknown_format": (_ZH, "It cannot be saved as “{name}”; possible are: {choices}."),
    "error.unknown_figure": (
        _ZH,
        "No number begins at character {start} of the document “{name}”.",
    ),
    # comparisons
    "error.empty_side": (
        _ZH,
        "One side has no words that count, so nothing can be compared. Choose another scope.",
    ),
    "error.too_many_documents": (
        _ZH,
        "Similarity compares {limit} documents at most. Choose a smaller scope.",
    ),
    "error.too_many_characters": (
        _ZH,
        (
            "Passages are looked for in {limit} characters at most; these are {characters}. Choose "
            "a smaller scope."
        ),
    ),
    # patterns
    "error.pattern_length": (_ZH, "A pattern has 1 to {limit} characters; this one has {length}."),
    "error.pattern_incomplete": (
        _ZH,
        "The pattern is incomplete: missing “{sign}” at character {position}.",
    ),
    "error.pattern_wrong": (_ZH, "Mistake in the pattern at character {position}: {reason}."),
    "error.pattern_slow": (
        _ZH,
        (
            "The pattern has nested or too many repetitions and might never end. Take away one "
            "“*” or “+”, or say how often, as in {{0,5}}."
        ),
    ),
    "error.pattern_timeout": (
        _ZH,
        "The pattern takes too long in this scope. Make it more specific, or choose less text.",
    ),
    # settings, word lists and resources
    "error.settings_unreadable": (
        _ZH,
        "The settings file “{file}” cannot be read. Check that it exists and is UTF-8.",
    ),
    "error.settings_syntax": (
        _ZH,
        "The settings file “{file}” is not proper TOML ({problem}). Correct it and try again.",
    ),
    "error.settings_entry": (
        _ZH,
        "Settings file “{file}”, {entry}: {problem}. Correct it and try again.",
    ),
    "error.resource_line": (
        _ZH,
        "“{name}”, line {entry} “{line}”: {problem}. Correct it and try again.",
    ),
    "error.resource_unreadable": (
        _ZH,
        "“{name}” cannot be read. Check that the file exists and is UTF-8.",
    ),
    "error.bad_theme": (_ZH, "{file}, theme “{entry}”: {what}."),
    "error.organisations_unreadable": (
        _ZH,
        "{file}: the list of organisations cannot be read. Check it, or restore the original.",
    ),
    "error.organisation_incomplete": (
        _ZH,
        "The organisation “{name}” lacks {missing}. Add it and open the app again.",
    ),
    "error.organisation_twice": (_ZH, "Organisations listed twice: {names}. Keep one of each."),
    "error.units_unreadable": (
        _ZH,
        "{file}: the list cannot be read. Check it, or restore the original.",
    ),
    "error.unit_unknown": (
        _ZH,
        "{file}: “{entry}” is in none of the groups of units. Add it to one first.",
    ),
    "error.bad_page_rule": (_ZH, "Mistake in pages.toml ({detail}). Correct it and try again."),
    "error.bad_column_names": (_ZH, "Mistake in tables.toml ({detail}). Correct it and try again."),
    "error.bad_check_words": (
        _ZH,
        "Mistake in consistency.toml ({detail}). Correct it and try again.",
    ),
    "error.bad_residue_rule": (
        _ZH,
        "Mistake in residue.toml ({detail}). Correct it and try again.",
    ),
}


def explain(error: AnalysisError, lang: Lang) -> str:
    """Return what happened and what to do, in the language of the interface."""
    key = f"error.{error.code}"
    if lang == "zh" or key not in all_texts():
        return text("error.other", lang, message=str(error))
    values = {name: _in_english(value) for name, value in error.values.items()}
    return text(key, lang, **(values or {"message": str(error)}))


def _in_english(value: object) -> object:
    if isinstance(value, (list, tuple)):
        return ", ".join(str(part) for part in value)
    return detail_in_english(value) if isinstance(value, str) else value
