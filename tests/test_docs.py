"""What the documents say is so: paths exist, pages have a picture, commands run, pins are exact."""

import ast
import re
import shlex
from dataclasses import asdict
from pathlib import Path

import pytest

from analysis.cli.main import main
from analysis.schema import ImportOptions

ROOT = Path(__file__).parents[1]
README = (ROOT / "README.md").read_text(encoding="utf-8")
CONTRIBUTING = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")


def pages():
    tree = ast.parse((ROOT / "app" / "main.py").read_text(encoding="utf-8"))
    for node in tree.body:
        if isinstance(node, ast.Assign) and node.targets[0].id == "PAGES":
            return ast.literal_eval(node.value)
    return ()


def commands():
    lines = [line for line in README.splitlines() if line.startswith("python -m analysis ")]
    return [line for line in lines if " seeds" in line]


@pytest.mark.parametrize("name", ["README.md", "CONTRIBUTING.md", "CHANGELOG.md"])
def test_links_lead_somewhere(name):
    links = re.findall(r"\]\(([^)#]+)\)", (ROOT / name).read_text(encoding="utf-8"))
    missing = [link for link in links if "://" not in link and not (ROOT / link).exists()]
    assert missing == []


def test_every_page_is_shown_in_the_readme():
    assert len(pages()) >= 9
    assert [page for page in pages() if f"docs/screenshots/{page}.png" not in README] == []
    assert [page for page in pages() if not (ROOT / f"app/views/{page}.py").exists()] == []


def test_rooms_named_in_contributing_exist():
    named = re.findall(r"`((?:analysis|app|tests|resources)/[\w./]+)`", CONTRIBUTING)
    rooms = [f"analysis/{name}" if name.startswith("resources") else name for name in named]
    missing = [room for room in rooms if "xyz" not in room and not (ROOT / room).exists()]
    assert named
    assert missing == []


def test_every_import_option_is_described_with_its_default():
    text = (ROOT / "docs" / "import.md").read_text(encoding="utf-8")
    options = asdict(ImportOptions())
    limits = {name: value for name, value in options.items() if name.startswith("max_")}
    assert [name for name in options if f"`{name} = " not in text] == []
    assert [name for name, value in limits.items() if f"`{name} = {value}`" not in text] == []


@pytest.mark.parametrize("command", commands())
def test_commands_of_the_readme_run(command, tmp_path, monkeypatch, capsys):
    (tmp_path / "seeds").symlink_to(ROOT / "seeds")
    monkeypatch.chdir(tmp_path)
    assert main(shlex.split(command)[3:]) == 0
    written = [path for path in tmp_path.iterdir() if path.name != "seeds"]
    assert capsys.readouterr().out.count("\n") > 1 or written


@pytest.mark.parametrize(
    "name", ["requirements.txt", "requirements-dev.txt", "requirements-bench.txt"]
)
def test_requirements_are_pinned_exactly(name):
    lines = (ROOT / name).read_text(encoding="utf-8").splitlines()
    wanted = [line for line in lines if line and not line.startswith(("#", "-r"))]
    assert wanted
    assert [line for line in wanted if not re.fullmatch(r"[\w-]+==[\w.]+", line)] == []
