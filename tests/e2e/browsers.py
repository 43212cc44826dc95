"""Which browser of this machine the tests drive, and whether they can do without one."""

from __future__ import annotations

import os
import shutil

BROWSERS = (
    "chromium-headless-shell",  # the same without the frame of its windows: half the work
    "chromium",
    "chromium-browser",
    "google-chrome",
    "google-chrome-stable",
)
REQUIRED = "WENJIAN_REQUIRE_BROWSER"
MISSING = f"no browser found (looked for {', '.join(BROWSERS)}); install chromium"


def browser_path() -> str | None:
    """Return the first browser that is found, ``None`` without one."""
    return next((found for name in BROWSERS if (found := shutil.which(name))), None)


def is_left_out() -> bool:
    """Whether the tests that need a browser are not collected: there is none, and none is asked."""
    return browser_path() is None and os.environ.get(REQUIRED) != "1"
