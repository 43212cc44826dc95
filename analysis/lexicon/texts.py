"""Files that people write by hand, as text; each kind of them says by itself what is wrong."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from analysis.errors import ResourceError

Refusal = Callable[[str, Exception], ResourceError]
"""Makes the error of a file that cannot be read, from its name and the reason."""


def read_text(path: Path, refusal: Refusal) -> str:
    """Return what a UTF-8 file holds.

    Raises
    ------
    ResourceError
        That of ``refusal``: there is no such file, or it is not UTF-8.
    """
    try:
        data = path.read_bytes()
    except OSError as error:
        raise refusal(path.name, error) from error
    return decode_text(data, path.name, refusal)


def decode_text(data: bytes, name: str, refusal: Refusal) -> str:
    """Return the text of a file called ``name``; a mark of its encoding goes.

    Raises
    ------
    ResourceError
        That of ``refusal``: it is not UTF-8.
    """
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise refusal(name, error) from error
