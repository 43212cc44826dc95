"""Corrections made of what somebody points at in an opened corpus; ``corpus.corrections`` saves.

Nothing is written here. Places are as in the ledger: name of the document, offset in its text.
What is given to an organisation that was renamed goes to who is meant, whatever it is called later.
"""

from __future__ import annotations

import secrets
from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import UTC, datetime
from typing import TypeVar

from analysis.annotate.quantities.finding import find_quantities
from analysis.corpus.corpus import Corpus
from analysis.corpus.correction_places import (
    COPIED,
    anchor,
    document_row,
    documented_name,
    figure_at,
    marked,
    numbers_in,
    organisation_row,
)
from analysis.errors import AnalysisError, UnknownNameError
from analysis.lexicon.correction_fields import (
    FieldProblem,
    read_fields,
    read_figure,
    read_name,
)
from analysis.lexicon.corrections import checked
from analysis.schema import (
    FIGURE,
    Correction,
    Deed,
    Document,
    FieldValue,
    FigureAddition,
    FigureEdit,
    FigureRejection,
    HintDismissal,
    OrganisationMerge,
    OrganisationRename,
    PassageMove,
    Quantity,
)

Stretch = tuple[str, int, int]

_Read = TypeVar("_Read")


def edit_figure(
    corpus: Corpus, doc: str, start: int, changes: Mapping[str, object], *, note: str = ""
) -> Correction:
    """Return the correction that gives a figure other fields.

    Parameters
    ----------
    doc, start
        Name of the document, and where the figure begins.
    changes
        Fields of ``schema.Figure`` with their new values; those that are as they were are passed
        over. An organisation is a canonical name, also of one that the corpus does not have, or
        ``None``. A rejected number becomes a figure again.

    Raises
    ------
    AnalysisError
        A field cannot be so, or nothing is changed.
    UnknownNameError
        There is no such document, or no figure.
    """
    before = figure_at(corpus, doc, start)
    was = before.fields
    new = _checked(lambda: read_fields(changes))
    if before.kind == FIGURE:
        new = {name: value for name, value in new.items() if value != was[name]}
    if not new:
        message = "一栏也没有改。"
        raise AnalysisError(message, code="correction_nothing")
    if "value" in new or "high" in new:
        together = {**was, **new}
        _checked(lambda: read_fields({name: together[name] for name in ("value", "high")}))
    if "organisation" in new:
        new["organisation"] = documented_name(corpus, new["organisation"])
    at = anchor(corpus, doc, before.start, before.end)
    return _made(FigureEdit(at, new, {name: was[name] for name in new}), note)


def reject_figure(corpus: Corpus, doc: str, start: int, *, note: str = "") -> Correction:
    """Return the correction that says that what begins at a place is no figure.

    Raises
    ------
    UnknownNameError
        There is no such document, or no figure.
    """
    figure = figure_at(corpus, doc, start)
    return _made(FigureRejection(anchor(corpus, doc, figure.start, figure.end)), note)


def proposed_figure(corpus: Corpus, doc: str, start: int, end: int) -> dict[str, FieldValue]:
    """Return what a marked stretch may say, to be looked over by whoever marked it.

    Returns
    -------
    dict
        Fields of ``schema.Figure``: of the number that stands there, also of one that was taken
        for no figure; without ``value`` where none is found. The organisation is that of the
        sentence.

    Raises
    ------
    AnalysisError
        The stretch is empty, too long or in several paragraphs.
    UnknownNameError
        There is no such document.
    """
    start, end = marked(corpus, doc, start, end)
    row = corpus.document_rows[doc]
    owner = corpus.sentences.values("organisation")[corpus.sentences_at([row], [start])[0]]
    fields: dict[str, FieldValue] = {"organisation": corpus.organisation_names[owner]}
    document = corpus.documents[row]
    found = [one for one in find_quantities(document) if one.start < end and one.end > start]
    if not found:
        found = list(find_quantities(_cut(document, start, end)))
    return fields | (_fields_of(found[0]) if found else {})


def add_figure(
    corpus: Corpus, doc: str, start: int, end: int, fields: Mapping[str, object]
) -> Correction:
    """Return the correction that makes a stretch a figure.

    Parameters
    ----------
    start, end
        The stretch; blanks at its ends are left out.
    fields
        Of ``schema.Figure``; ``value`` must be among them.

    Raises
    ------
    AnalysisError
        A field cannot be so, the stretch is empty, too long or in several paragraphs, or it holds
        a figure already.
    UnknownNameError
        There is no such document.
    """
    start, end = marked(corpus, doc, start, end)
    figure = _checked(lambda: read_figure(fields))
    if any(one.kind == FIGURE for one in numbers_in(corpus, doc, start, end)):
        message = "标出的文字里已经有一个数字；请改那个数字，或先把它去掉。"
        raise AnalysisError(message, code="correction_overlaps")
    figure = replace(figure, organisation=documented_name(corpus, figure.organisation))
    return _made(FigureAddition(anchor(corpus, doc, start, end), figure))


def move_passage(
    corpus: Corpus, doc: str, start: int, organisation: str | None, *, note: str = ""
) -> Correction:
    """Return the correction that gives the sentence at a place to another organisation.

    Raises
    ------
    AnalysisError
        The name is empty, or the sentence is about that organisation already.
    UnknownNameError
        There is no such document, or no sentence.
    """
    row = document_row(corpus, doc)
    if not 0 <= start < int(corpus.document_lengths[row]):
        message = f"文档“{doc}”的第 {start} 个字处没有句子。"
        raise UnknownNameError(message, code="unknown_sentence", name=doc, start=start)
    sentence = corpus.sentences.take(corpus.sentences_at([row], [start])).iloc[0]
    was = corpus.organisation_names[int(sentence["organisation"])]
    name = organisation
    if organisation is not None:
        name = _checked(lambda: read_name("organisation", organisation))
    if name == was:
        message = "这个句子已经归这个机构了。"
        raise AnalysisError(message, code="correction_same")
    at = anchor(corpus, doc, int(sentence["start"]), int(sentence["end"]))
    return _made(PassageMove(at, documented_name(corpus, name), was), note)


def merge_organisations(
    corpus: Corpus, organisation: str, into: str, *, note: str = ""
) -> Correction:
    """Return the correction that makes one organisation part of another.

    Raises
    ------
    AnalysisError
        Both are the same.
    UnknownNameError
        The corpus does not have one of them.
    """
    organisation_row(corpus, organisation)
    row = organisation_row(corpus, into)
    if organisation == into:
        message = "请选两个不同的机构。"
        raise AnalysisError(message, code="correction_one_organisation")
    columns = corpus.by_document
    return _made(
        OrganisationMerge(organisation, into, columns.shorts[row], columns.kinds[row]), note
    )


def rename_organisation(
    corpus: Corpus, organisation: str, name: str, *, short: str = "", note: str = ""
) -> Correction:
    """Return the correction that gives an organisation another canonical name.

    Parameters
    ----------
    short
        Its name on screens; the new name where it is empty.

    Raises
    ------
    AnalysisError
        The name is empty, too long, or another organisation has it.
    UnknownNameError
        The corpus does not have the organisation.
    """
    row = organisation_row(corpus, organisation)
    new = _checked(lambda: read_name("name", name))
    if new in corpus.organisation_rows:
        message = f"已经有“{new}”这个机构了；要把两个机构合在一起，请用合并。"
        raise AnalysisError(message, code="organisation_exists", name=new)
    kind = corpus.by_document.kinds[row]
    return _made(OrganisationRename(organisation, new, short.strip() or new, kind), note)


def dismiss_hint(
    corpus: Corpus, hint: str, first: Stretch, second: Stretch, *, note: str = ""
) -> Correction:
    """Return the correction that sets a hint at a contradiction aside; no number is changed.

    Parameters
    ----------
    hint
        Its kind, one of ``schema.HINT_KINDS``.
    first, second
        Its two places: name of the document, start and end.

    Raises
    ------
    UnknownNameError
        There is no such document.
    """
    at = []
    for doc, start, end in (first, second):
        document_row(corpus, doc)
        at.append(anchor(corpus, doc, int(start), int(end)))
    return _made(HintDismissal(at[0], at[1], hint), note)


def _cut(document: Document, start: int, end: int) -> Document:
    """Return a document of nothing but a stretch."""
    names = ("text", "simplified", "folded")
    return replace(document, **{name: getattr(document, name)[start:end] for name in names})


def _fields_of(quantity: Quantity) -> dict[str, FieldValue]:
    return {name: getattr(quantity, name) for name in COPIED}


def _checked(read: Callable[[], _Read]) -> _Read:
    """Return what is read, and say what is wrong with it in one sentence."""
    try:
        return read()
    except FieldProblem as error:
        message = f"这样改不行：{error}。"
        raise AnalysisError(message, code="correction_field", problem=str(error)) from error


def _made(deed: Deed, note: str = "") -> Correction:
    now = datetime.now(UTC).isoformat(timespec="seconds").replace("+00:00", "Z")
    return _checked(lambda: checked(Correction(secrets.token_hex(6), now, deed, note)))
