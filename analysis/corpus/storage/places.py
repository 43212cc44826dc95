"""Where corpora lie when nobody says where."""

from __future__ import annotations

import os
from pathlib import Path

import platformdirs

HOME_VARIABLE = "WENJIAN_HOME"
"""Environment variable: one folder for everything that the program keeps."""
_NAME = "wenjian"


def corpora_folder() -> Path:
    """Return the folder that holds the user's corpora, one folder each; it may not exist yet."""
    home = os.environ.get(HOME_VARIABLE)
    base = Path(home) if home else platformdirs.user_data_path(_NAME, appauthor=False)
    return base / "corpora"


def cache_folder() -> Path:
    """Return the folder of corpora that can be built anew at any time; it may not exist yet."""
    home = os.environ.get(HOME_VARIABLE)
    base = Path(home) / "cache" if home else platformdirs.user_cache_path(_NAME, appauthor=False)
    return base / "corpora"
