"""Choices of how files are read, on the way through a corpus folder."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from analysis.corpus.storage import division
from analysis.corpus.storage.manifest import MANIFEST, read_manifest
from analysis.corpus.store import add_files, add_sources, import_options, open_corpus
from analysis.ingest.sources import received, refer
from analysis.schema import Failure, ImportOptions, Settings
from tests.analysis.ingest.tables import TEXT, workbook, zipped

OTHER = "市总工会召开主席办公会议，传达学习上级文件精神，研究部署下一阶段工作。"


def reading(**options: object) -> Settings:
    return Settings(importing=ImportOptions(**options))  # type: ignore[arg-type]


def texts(folder: Path) -> dict[str, str]:
    return {document.name: document.text for document in open_corpus(folder).documents}


@pytest.fixture
def table(tmp_path: Path) -> Path:
    path = tmp_path / "表.csv"
    path.write_text(f"标题,正文,摘要\n甲,{TEXT},{OTHER}\n乙,{OTHER},{TEXT}\n", encoding="gb18030")
    return path


def test_a_row_that_changed_takes_the_place_of_the_old_one(tmp_path: Path, table: Path) -> None:
    folder = tmp_path / "corpus"
    first = add_sources(folder, [table])
    assert (first.documents, first.added) == (2, 2)
    again = add_sources(folder, [table])
    assert (again.added, again.unchanged) == (0, 2)
    table.write_text(f"标题,正文\n甲,{TEXT}\n乙,{TEXT * 2}\n丙,{OTHER}\n", encoding="utf-8")
    changed = add_sources(folder, [table])
    assert (changed.documents, changed.added) == (3, 3)
    assert texts(folder) == {"甲": TEXT, "乙": TEXT * 2, "丙": OTHER}


def test_another_column_is_read_again_and_kept_by_nobody(tmp_path: Path, table: Path) -> None:
    folder = tmp_path / "corpus"
    add_sources(folder, [table])
    summary = add_sources(folder, [table], reading(text_column="摘要", max_rows=7))
    assert (summary.documents, summary.added) == (2, 2)
    assert texts(folder) == {"甲": OTHER, "乙": TEXT}
    assert import_options(folder) == ImportOptions(max_rows=7)
    assert json.loads((folder / MANIFEST).read_bytes())["settings"]["importing"]["max_rows"] == 7


def test_another_encoding_is_read_again_only_where_it_differs(tmp_path: Path) -> None:
    folder, files = tmp_path / "corpus", tmp_path / "files"
    files.mkdir()
    (files / "甲.txt").write_bytes(TEXT.encode("gb18030"))
    (files / "乙.txt").write_bytes(OTHER.encode())
    add_sources(folder, [files])
    wrong = add_sources(folder, [files / "甲.txt"], reading(encoding="big5hkscs"))
    assert (wrong.added, wrong.unchanged) == (1, 0)
    assert texts(folder)["甲"] != TEXT
    assert read_manifest(folder).settings == Settings()
    right = add_sources(folder, [files], reading(encoding="gb18030"))
    assert (right.documents, right.added) == (2, 2)
    assert texts(folder)["甲"] == TEXT
    back = add_sources(folder, [files / "乙.txt"], reading(encoding="utf-8"))
    assert back.added == 1
    assert texts(folder) == {"甲": TEXT, "乙": OTHER}
    assert add_sources(folder, [files]).unchanged == 2


def test_rules_turned_off_hold_for_what_comes_again(tmp_path: Path) -> None:
    folder, file = tmp_path / "corpus", tmp_path / "文.txt"
    file.write_text(f"关于工会工作的通知\n{TEXT}\n{OTHER}\n【打印本页】【关闭窗口】\n", "utf-8")
    add_sources(folder, [file])
    (document,) = open_corpus(folder).documents
    steps = {removal.step for removal in document.removals} - {"field"}
    assert steps
    settings = reading(rules_off=tuple(sorted(steps)))
    assert add_sources(folder, [file], settings).added == 1
    (kept,) = open_corpus(folder).documents
    assert kept.text == f"{TEXT}\n{OTHER}\n【打印本页】【关闭窗口】"
    assert import_options(folder) == settings.importing
    assert add_sources(folder, [file]).unchanged == 1


def test_limits_of_a_corpus_hold_for_what_comes_later(tmp_path: Path, table: Path) -> None:
    folder = tmp_path / "corpus"
    (tmp_path / "文.txt").write_text(TEXT, "utf-8")
    add_sources(folder, [tmp_path / "文.txt"], reading(max_rows=1))
    summary = add_sources(folder, [table])
    assert [failure.code for failure in summary.failures] == ["table_rows"]


def test_tables_make_the_same_corpus_alone_and_by_workers(
    tmp_path: Path, table: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    rows = [["标题", "正文"], *([f"第{n}号通报", f"{TEXT}{n}"] for n in range(12))]
    (tmp_path / "包.zip").write_bytes(
        zipped({"内.zip": zipped({"表.xlsx": workbook({"甲": rows})}), "b.txt": OTHER})
    )
    monkeypatch.setattr(division, "JOB_BYTES", 500)
    sources = [table, tmp_path / "包.zip"]
    built = []
    for workers in (1, 2):
        folder = tmp_path / f"corpus-{workers}"
        summary = add_sources(folder, sources, workers=workers)
        assert (summary.documents, summary.failed) == (15, 0)
        manifest = read_manifest(folder)
        assert len(manifest.segments) > 0
        built.append({name: (folder / name).read_bytes() for name in (*manifest.files, MANIFEST)})
    assert built[0] == built[1]


def test_uploaded_tables_are_read_as_those_on_the_disk(tmp_path: Path, table: Path) -> None:
    add_files(tmp_path / "disk", refer([table]))
    found = list(received([("表.csv", table.read_bytes()), (".DS_Store", b"x")]))
    assert not [one for one in found if isinstance(one, Failure)]
    add_files(tmp_path / "upload", found)
    assert texts(tmp_path / "disk") == texts(tmp_path / "upload")


def test_an_uploaded_file_takes_the_place_of_the_one_that_was_read_otherwise(
    tmp_path: Path,
) -> None:
    folder = tmp_path / "corpus"
    upload = [("甲.txt", TEXT.encode("gb18030")), ("乙.txt", OTHER.encode("gb18030"))]
    wrong = ImportOptions(encoding="big5hkscs")
    add_files(folder, received(upload), options=wrong)
    assert add_files(folder, received(upload), options=wrong).unchanged == 2
    right = ImportOptions(encoding="gb18030")
    summary = add_files(folder, received(upload[:1]), options=right)
    assert (summary.documents, summary.added) == (2, 1)
    assert TEXT in texts(folder).values()
    assert OTHER not in texts(folder).values()
    assert add_files(folder, received(upload), options=right).documents == 2
    assert sorted(texts(folder).values()) == sorted((TEXT, OTHER))


@pytest.mark.parametrize("stated", ["utf-16", "UTF-16LE", "utf-32"])
def test_a_file_is_not_read_again_in_the_encoding_it_was_read_in(
    tmp_path: Path, stated: str
) -> None:
    folder, file = tmp_path / "corpus", tmp_path / "文.txt"
    data = TEXT.encode("utf-32" if stated == "utf-32" else "utf-16")
    file.write_bytes(data)
    add_sources(folder, [file])
    for options in (reading(encoding=stated), reading(encoding=stated)):
        assert add_sources(folder, [file], options).unchanged == 1
    upload, how = tmp_path / "upload", ImportOptions(encoding=stated)
    add_files(upload, received([("文.txt", data)]))
    assert add_files(upload, received([("文.txt", data)]), options=how).unchanged == 1
    other = ImportOptions(encoding="utf-16-be")
    assert add_files(upload, received([("文.txt", data)]), options=other).added == 1


@pytest.mark.parametrize(
    ("wrong", "right"), [("big5hkscs", "gb18030"), ("big5hkscs", ""), ("utf-16-le", "gb18030")]
)
@pytest.mark.parametrize("is_packed", [False, True])
def test_a_table_takes_the_place_of_its_rows_in_another_encoding(
    tmp_path: Path, wrong: str, right: str, *, is_packed: bool
) -> None:
    folder = tmp_path / "corpus"
    data = f"title,text\n甲通报,{TEXT}\n乙通报,{OTHER}\n".encode("gb18030")
    file = tmp_path / ("包.zip" if is_packed else "表.csv")
    file.write_bytes(zipped({"夹/表.csv": data, "丁.txt": TEXT}) if is_packed else data)
    (tmp_path / "丙.txt").write_text(OTHER, encoding="utf-8")
    add_sources(folder, [tmp_path / "丙.txt"])
    first = ImportOptions(encoding=wrong)
    add_files(folder, refer([file], first), options=first)
    assert not {"甲通报", "乙通报"} & texts(folder).keys()
    then = ImportOptions(encoding=right)
    add_files(folder, refer([file], then), options=then)
    own = {"甲通报": TEXT, "乙通报": OTHER, "丙": OTHER}
    found = texts(folder)
    assert found.keys() == own.keys() | ({"丁"} if is_packed else set())
    assert own.items() <= found.items()


def test_rows_that_are_gone_from_a_table_stay(tmp_path: Path) -> None:
    file, folder = tmp_path / "表.csv", tmp_path / "corpus"
    options = ImportOptions(encoding="gb18030")
    for month, text in (("一月", TEXT), ("二月", OTHER)):
        file.write_bytes(f"标题,正文\n{month}通报,{text}\n".encode("gb18030"))
        add_files(folder, refer([file], options), options=options)
    assert sorted(texts(folder).values()) == sorted((TEXT, OTHER))


def test_rows_stay_if_every_row_of_another_reading_is_refused(tmp_path: Path) -> None:
    folder, path = tmp_path / "corpus", tmp_path / "表.csv"
    path.write_text(f"title,text\n甲,{TEXT}\n乙,{OTHER}\n", encoding="gb18030")
    add_sources(folder, [path], reading(encoding="gb18030"))
    before = [document.text for document in open_corpus(folder).documents]
    short = reading(encoding="big5hkscs", max_characters=1)
    summary = add_sources(folder, [path], short)
    assert len(summary.failures) == 2
    assert [document.text for document in open_corpus(folder).documents] == before
    add_sources(folder, [path], reading(encoding="big5hkscs"))
    after = [document.text for document in open_corpus(folder).documents]
    assert len(after) == 2
    assert not set(after) & set(before)
