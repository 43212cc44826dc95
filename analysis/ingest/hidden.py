"""Which files nobody means when a folder, a zip file or an upload is to be read."""

from __future__ import annotations

_SYSTEM = frozenset({"__MACOSX", "Thumbs.db", "desktop.ini"})


def is_hidden(path: str) -> bool:
    """Return whether a file is hidden, or was left by a system or an open document.

    Anything in a hidden folder is.

    Examples
    --------
    >>> is_hidden("a/~$通知.docx"), is_hidden(".git/a.txt"), is_hidden("../a.txt")
    (True, True, False)
    """
    parts = path.replace("\\", "/").split("/")
    return any(
        part in _SYSTEM or (part.startswith((".", "~$")) and part not in {".", ".."})
        for part in parts
    )
