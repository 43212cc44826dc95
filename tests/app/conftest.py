"""The app under test: a real run of the entry file on the seeds, corpora in a folder of its own."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from streamlit.testing.v1 import AppTest

MAIN = Path(__file__).parents[2] / "app" / "main.py"

OpenPage = Callable[..., "AppTest"]


@pytest.fixture(scope="session", autouse=True)
def corpora_of_the_tests(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Keep what the app builds out of the folders of whoever runs the tests."""
    from app.corpora import DATA_VARIABLE  # noqa: PLC0415 - only for who asks

    patch = pytest.MonkeyPatch()
    patch.setenv(DATA_VARIABLE, str(tmp_path_factory.mktemp("wenjian")))
    yield
    patch.undo()


@pytest.fixture(scope="session", autouse=True)
def components_looked_for_once() -> Iterator[None]:
    """Keep what a server finds when it starts: ``AppTest`` reads all packages at every run."""
    from streamlit.components.v2 import manifest_scanner  # noqa: PLC0415 - only for who asks

    patch = pytest.MonkeyPatch()
    found = cache(manifest_scanner.scan_component_manifests)
    patch.setattr(manifest_scanner, "scan_component_manifests", found)
    yield
    patch.undo()


@pytest.fixture
def open_page() -> OpenPage:
    """Open a page by its name with the values of an address; no exception may happen."""
    from streamlit.testing.v1 import AppTest  # noqa: PLC0415 - only for who asks

    def run(name: str = "overview", /, **address: str | list[str]) -> AppTest:
        app = AppTest.from_file(str(MAIN), default_timeout=120)
        for parameter, value in address.items():
            app.query_params[parameter] = value
        if name == "overview":
            app.run()
        else:
            app.switch_page(f"views/{name}.py").run()
        assert not app.exception, [error.value for error in app.exception]
        return app

    return run


@pytest.fixture
def panel() -> Callable[[AppTest, str], dict[str, object]]:
    """Return the data of an inline component by its key."""

    def data(app: AppTest, key: str) -> dict[str, object]:
        (found,) = [
            element.proto
            for element in app.get("bidi_component")
            if element.proto.id.endswith(f"-{key}")
        ]
        return json.loads(found.json)

    return data
