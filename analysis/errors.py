"""The errors people are told about: one base, a few children, each says what to do.

``str(error)`` is the Chinese sentence; ``code`` and ``values`` let the app say it in English.
"""

from __future__ import annotations

from functools import partial


class AnalysisError(Exception):
    """Base of everything that is told to people instead of shown as a traceback.

    Parameters
    ----------
    message
        The Chinese sentence: what happened and what to do.
    code
        Stable key of the message, for wording in another language.
    **values
        What the sentence mentions (file, position, choices), for wording in another language.
    """

    def __init__(self, message: str, *, code: str, **values: object) -> None:
        super().__init__(message)
        self.code = code
        self.values = values

    def __reduce__(self) -> tuple[partial[AnalysisError], tuple[()]]:
        """Come back whole from another process: by default only the message would be passed on."""
        return partial(type(self), str(self), code=self.code, **self.values), ()


class UnreadableFileError(AnalysisError):
    """A file from which no text could be read: empty, binary, damaged, locked."""


class UnsupportedFormatError(UnreadableFileError):
    """A file of a kind that is not read; the message lists the kinds that are."""


class EmptyCorpusError(AnalysisError):
    """Nothing to count: no documents, or a side without tokens."""


class UnknownNameError(AnalysisError):
    """A measure, field, theme, document or organisation that does not exist; lists the choices."""


class BadPatternError(AnalysisError):
    """A search pattern that is incomplete; holds the position."""


class ResourceError(AnalysisError):
    """A settings or resource file with a mistake; names file and entry."""


class CorpusStoreError(AnalysisError):
    """A corpus folder that cannot be read or written."""
