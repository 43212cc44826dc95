"""Files, folders and zip files: everything is yielded or reported, in order."""

import errno
import io
import os
import struct
import zipfile
from pathlib import Path, PurePosixPath

import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.ingest import unpack as limits
from analysis.ingest.sources import SourceFile, document_names, gather, is_hidden
from analysis.ingest.unpack import Member, unpack
from analysis.schema import Failure

TEXT = "各级工会组织深入基层开展调查研究。".encode()


def zipped(files):
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in files.items():
            archive.writestr(name, data)
    return buffer.getvalue()


def test_folder_is_read_recursively_and_sorted(tmp_path):
    for name in ("乙/2.txt", "甲/1.txt", "甲/.hidden", "__MACOSX/1.txt", "0.md"):
        file = tmp_path / name
        file.parent.mkdir(exist_ok=True)
        file.write_bytes(TEXT)
    found = [source.path.removeprefix(f"{tmp_path}/") for source in gather([tmp_path])]
    assert found == ["0.md", "乙/2.txt", "甲/1.txt"]


def test_missing_file_is_a_failure_and_the_rest_goes_on(tmp_path):
    (tmp_path / "a.txt").write_bytes(TEXT)
    missing, found = gather([tmp_path / "没有.txt", tmp_path / "a.txt"])
    assert isinstance(missing, Failure)
    assert (missing.name, missing.code) == ("没有.txt", "missing_file")
    assert found == SourceFile("a.txt", str(tmp_path / "a.txt"), TEXT)


def test_names_that_are_not_utf8_can_be_written_anywhere(tmp_path):
    for name, text in (("工作总结.txt", TEXT), ("空.txt", b"")):
        (tmp_path / os.fsdecode(name.encode("gbk"))).write_bytes(text)
    (tmp_path / os.fsdecode(b"\xff\xfe.txt")).write_bytes(TEXT)
    found = list(gather([tmp_path]))
    assert {source.name for source in found} == {"工作总结.txt", "空.txt", "\ufffd\ufffd.txt"}
    assert {source.path for source in found} == {f"{tmp_path}/{source.name}" for source in found}


def test_nothing_below_a_folder_is_passed_over_in_silence(tmp_path):
    (tmp_path / "甲").mkdir()
    (tmp_path / "甲" / "1.txt").write_bytes(TEXT)
    (tmp_path / "空").mkdir()
    (tmp_path / "丢了.txt").symlink_to(tmp_path / "没有.txt")
    (tmp_path / "甲" / "回头").symlink_to(tmp_path)
    os.mkfifo(tmp_path / "管道.txt")
    elsewhere = tmp_path.parent / f"{tmp_path.name}-别处"
    elsewhere.mkdir()
    (elsewhere / "2.txt").write_bytes(TEXT)
    (tmp_path / "链接").symlink_to(elsewhere)
    found = list(gather([tmp_path]))
    read = [source.path for source in found if isinstance(source, SourceFile)]
    assert read == [f"{tmp_path}/甲/1.txt", f"{tmp_path}/链接/2.txt"]
    failures = {(one.name, one.code) for one in found if isinstance(one, Failure)}
    assert failures == {("丢了.txt", "missing_file"), ("管道.txt", "unopened_file")}


def test_a_folder_that_cannot_be_opened_is_named(tmp_path, monkeypatch):
    (tmp_path / "锁着").mkdir()
    (tmp_path / "1.txt").write_bytes(TEXT)
    real = os.scandir

    def refuse(path):
        if str(path).endswith("锁着"):
            raise PermissionError(errno.EACCES, "Permission denied", str(path))
        return real(path)

    monkeypatch.setattr(os, "scandir", refuse)
    failure, source = gather([tmp_path])
    assert (failure.name, failure.code) == ("锁着", "unopened_file")
    assert source.name == "1.txt"


@pytest.mark.parametrize(
    ("name", "code"), [("/dev/zero", "unopened_file"), ("长" * 200 + ".txt", "unopened_file")]
)
def test_what_is_no_file_is_a_failure(name, code):
    (failure,) = gather([Path(name)])
    assert failure.code == code


def test_folder_and_zip_without_files_are_named(tmp_path):
    (tmp_path / "空.zip").write_bytes(zipped({}))
    (tmp_path / "夹").mkdir()
    found = list(gather([tmp_path / "夹", tmp_path / "空.zip"]))
    assert [(one.name, one.code) for one in found] == [
        ("夹", "empty_folder"),
        ("空.zip", "empty_zip"),
    ]


def test_zip_members_are_read_in_memory(tmp_path):
    archive = tmp_path / "文件.zip"
    archive.write_bytes(zipped({"甲/1.txt": TEXT, "乙.txt": TEXT, "__MACOSX/._1.txt": b"x"}))
    found = list(gather([archive]))
    assert [(source.name, source.path) for source in found] == [
        ("1.txt", f"{archive}/甲/1.txt"),
        ("乙.txt", f"{archive}/乙.txt"),
    ]
    assert sorted(path.name for path in tmp_path.iterdir()) == ["文件.zip"]


def test_zip_in_zip_in_zip_but_no_deeper():
    data = zipped({"底.txt": TEXT})
    for name in ("丙.zip", "乙.zip", "甲.zip"):
        data = zipped({name: data, f"{name}.txt": TEXT})
    found = list(unpack("顶.zip", data))
    assert [member.path for member in found if isinstance(member, Member)] == [
        "甲.zip/乙.zip/丙.zip.txt",
        "甲.zip/乙.zip.txt",
        "甲.zip.txt",
    ]
    failures = [failure for failure in found if isinstance(failure, Failure)]
    assert [failure.code for failure in failures] == ["zip_depth"]


def test_names_never_lead_out():
    names = ["../../etc/a.txt", "/b.txt", "C:\\d\\e.txt", "f/./g.txt"]
    found = [member.path for member in unpack("a.zip", zipped(dict.fromkeys(names, TEXT)))]
    assert found == ["etc/a.txt", "b.txt", "d/e.txt", "f/g.txt"]


def test_gbk_names_are_read():
    name = "工作总结".encode("gbk") + b".txt"
    data = zipped({"x" * len(name): TEXT}).replace(b"x" * len(name), name)
    (member,) = unpack("a.zip", data)
    assert member.path == "工作总结.txt"


def test_password_is_told():
    data = bytearray(zipped({"a.txt": TEXT}))
    for signature, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        place = data.index(signature) + offset
        data[place : place + 2] = struct.pack("<H", 1)
    (failure,) = unpack("a.zip", bytes(data))
    assert failure.code == "zip_password"
    assert failure.message == "a.zip/a.txt：有密码保护，请解除密码后再导入。"


def test_damaged_zip_is_told():
    (failure,) = unpack("a.zip", zipped({"a.txt": TEXT})[:40])
    assert failure.code == "damaged_zip"


def test_damaged_member_is_told_and_the_rest_goes_on():
    data = bytearray(zipped({"a.txt": TEXT * 9, "b.txt": TEXT}))
    place = data.index(b"a.txt") + 5
    data[place : place + 8] = b"\xff" * 8
    failure, member = unpack("a.zip", bytes(data))
    assert failure.code == "damaged_member"
    assert member == Member("b.txt", TEXT)


def test_bomb_is_refused_while_reading():
    found = list(unpack("a.zip", zipped({"bomb.txt": b"0" * 5_000_000, "b.txt": TEXT})))
    assert found[0].code == "zip_ratio"
    assert found[1] == Member("b.txt", TEXT)


@pytest.mark.parametrize(
    ("limit", "value", "code"), [("MAX_MEMBERS", 2, "zip_members"), ("MAX_BYTES", 100, "zip_size")]
)
def test_limits_end_a_zip_with_a_sentence(monkeypatch, limit, value, code):
    monkeypatch.setattr(limits, limit, value)
    found = list(unpack("a.zip", zipped({f"{n}.txt": TEXT for n in range(4)})))
    assert all(isinstance(item, Member) for item in found[:-1])
    assert len(found) < 5
    assert (found[-1].name, found[-1].code) == ("a.zip", code)


@pytest.mark.parametrize(
    ("paths", "names"),
    [
        (["a/报告.txt", "总结.md"], ["报告", "总结"]),
        (["a/报告.txt", "b/报告.txt"], ["a/报告", "b/报告"]),
        (["x/a/报告.txt", "y/a/报告.txt", "b/报告.txt"], ["x/a/报告", "y/a/报告", "b/报告"]),
        (["报告.txt", "报告.html"], ["报告", "报告 (2)"]),
        (["a.zip/1.txt", "b.zip/1.txt"], ["a.zip/1", "b.zip/1"]),
        (["总结2021.12.30", "a\\总结.txt"], ["总结2021.12.30", "总结"]),
        ([], []),
    ],
)
def test_document_names(paths, names):
    assert document_names(paths) == names


@given(st.lists(st.text(alphabet="ab/.1 ()", min_size=1, max_size=8), max_size=8))
def test_document_names_are_unique(paths):
    names = document_names(paths)
    assert len(names) == len(paths) == len(set(names))


def test_shortest_name_that_tells_apart():
    assert document_names(["p/q/甲.txt", "p/r/甲.txt", "p/q/乙.txt"]) == ["q/甲", "r/甲", "乙"]


@pytest.mark.parametrize("path", ["a/.git/b", "~$报告.docx", "__MACOSX/a", "Thumbs.db"])
def test_hidden(path):
    assert is_hidden(path)
    assert not is_hidden(str(PurePosixPath("a") / "报告.txt"))
