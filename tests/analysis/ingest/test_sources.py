"""Files, folders and zip files: everything is yielded or reported, in order."""

import errno
import hashlib
import io
import os
import pickle
import struct
import threading
import zipfile
from pathlib import Path, PurePosixPath

import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.corpus.store import read_sources
from analysis.ingest.hidden import is_hidden
from analysis.ingest.sources import (
    SourceFile,
    SourceReference,
    document_names,
    gather,
    read_references,
    read_source,
    refer,
)
from analysis.ingest.unpack import Member
from analysis.ingest.unpack import unpack as unpack_file
from analysis.schema import Failure, ImportOptions

TEXT = "各级工会组织深入基层开展调查研究。".encode()


def zipped(files):
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in files.items():
            archive.writestr(name, data)
    return buffer.getvalue()


def unpack(name, data):
    return unpack_file(name, io.BytesIO(data))


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
        ("文件.zip/甲/1.txt", f"{archive}/甲/1.txt"),
        ("文件.zip/乙.txt", f"{archive}/乙.txt"),
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
    assert member == Member("b.txt", TEXT, (1,))


def test_bomb_is_refused_while_reading():
    found = list(unpack("a.zip", zipped({"bomb.txt": b"0" * 5_000_000, "b.txt": TEXT})))
    assert found[0].code == "zip_ratio"
    assert found[1] == Member("b.txt", TEXT, (1,))


@pytest.mark.parametrize(
    ("limit", "value", "code"), [("max_members", 2, "zip_members"), ("max_bytes", 100, "zip_size")]
)
def test_limits_end_a_zip_with_a_sentence(limit, value, code):
    options = ImportOptions(**{limit: value})
    data = zipped({f"{n}.txt": TEXT for n in range(4)})
    found = list(unpack_file("a.zip", io.BytesIO(data), options))
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


@pytest.fixture
def mixed(tmp_path):
    """A folder with all that may lie in one: files, zip files in zip files, names twice, damage."""
    (tmp_path / "甲").mkdir()
    (tmp_path / "甲" / "1.txt").write_bytes(TEXT)
    (tmp_path / "甲 乙.txt").write_bytes(TEXT * 2)
    inner = zipped({"底.txt": TEXT * 3, "空.txt": b""})
    (tmp_path / "包.zip").write_bytes(
        zipped({"a/1.txt": TEXT * 4, "内.zip": inner, "bomb.txt": b"0" * 5_000_000, "z.txt": TEXT})
    )
    with zipfile.ZipFile(tmp_path / "同名.zip", "w") as archive:
        archive.writestr("同.txt", TEXT * 5)
        with pytest.warns(UserWarning, match="Duplicate name"):
            archive.writestr("同.txt", TEXT * 6)
    (tmp_path / "坏.zip").write_bytes(zipped({"a.txt": TEXT})[:40])
    (tmp_path / "丢了.txt").symlink_to(tmp_path / "没有.txt")
    (tmp_path / os.fsdecode("总结.txt".encode("gbk"))).write_bytes(TEXT * 7)
    return tmp_path


def test_references_stand_for_what_is_gathered(mixed):
    gathered, referred = list(gather([mixed])), list(refer([mixed]))
    assert len(gathered) == 12
    for found, reference in zip(gathered, referred, strict=True):
        if isinstance(found, Failure):
            assert reference == found
            continue
        digest = hashlib.sha256(found.data).hexdigest()
        assert reference[:2] == found[:2]
        assert reference[3:5] == (len(found.data), digest)
        assert read_source(pickle.loads(pickle.dumps(reference))) == found  # noqa: S301
    files = [found for found in gathered if isinstance(found, SourceFile)]
    references = [one for one in referred if isinstance(one, SourceReference)]
    assert list(read_references(references)) == files
    assert list(read_references(references[::-1])) == files[::-1]
    assert [one.code for one in gathered if isinstance(one, Failure)] == [
        "missing_file",
        "zip_ratio",
        "damaged_zip",
    ]


def test_places_are_numbers_of_members_and_files_have_full_paths(mixed, monkeypatch):
    monkeypatch.chdir(mixed)
    places = [
        one.place for one in refer([Path("包.zip"), Path()]) if isinstance(one, SourceReference)
    ]
    archive = str(mixed / "包.zip")
    assert places[:4] == [(archive, "0"), (archive, "1", "0"), (archive, "1", "1"), (archive, "3")]
    assert (str(mixed / "甲" / "1.txt"),) in places
    paths = [one.path for one in gather([Path()]) if isinstance(one, SourceFile)]
    assert [path for path in paths if "zip" not in path] == ["甲/1.txt", "甲 乙.txt", "总结.txt"]


def test_zip_is_opened_once_for_members_that_follow_one_another(mixed, monkeypatch):
    references = [one for one in refer([mixed / "包.zip"]) if isinstance(one, SourceReference)]
    opened = []
    real = zipfile.ZipFile

    def count(file):
        opened.append(file)
        return real(file)

    monkeypatch.setattr(zipfile, "ZipFile", count)
    assert [len(one.data) for one in read_references(references)] == [
        *(len(TEXT) * 4, len(TEXT) * 3, 0, len(TEXT))
    ]
    assert len(opened) == 2


def test_what_changed_or_went_after_it_was_referred_to_is_a_failure(tmp_path):
    file, archive, gone = (tmp_path / name for name in ("1.txt", "2.zip", "3.txt"))
    for path, data in ((file, TEXT), (archive, zipped({"a.txt": TEXT, "b.txt": TEXT * 2}))):
        path.write_bytes(data)
    gone.write_bytes(TEXT)
    references = list(refer([file, archive, gone]))
    file.write_bytes(TEXT[:-3] + "？".encode())
    archive.write_bytes(zipped({"a.txt": TEXT}))
    gone.unlink()
    changed, same, lost, missing = read_references(references)
    assert changed == Failure(
        "1.txt", "1.txt：内容在导入途中变了，没有读取；请重新导入。", "changed_file"
    )
    assert same == SourceFile("2.zip/a.txt", f"{archive}/a.txt", TEXT)
    assert (lost.name, lost.code) == ("2.zip/b.txt", "changed_file")
    assert (missing.name, missing.code) == ("3.txt", "missing_file")
    archive.write_bytes(TEXT)
    file.unlink()
    file.mkdir()
    codes = [read_source(reference).code for reference in references[:3]]
    assert codes == ["changed_file"] * 3


def test_damage_of_a_member_after_it_was_referred_to_is_a_failure(tmp_path):
    archive = tmp_path / "a.zip"
    archive.write_bytes(zipped({"内.zip": zipped({"a.txt": TEXT}), "b.txt": b"0" * 300}))
    references = list(refer([archive]))
    archive.write_bytes(zipped({"内.zip": b"x", "b.txt": b"0" * 5_000_000}))
    assert [one.code for one in read_references(references)] == ["changed_file"] * 2


def test_what_comes_out_of_a_pipe_is_read_but_cannot_be_referred_to_later(tmp_path):
    pipe = tmp_path / "管道"
    os.mkfifo(pipe)
    data = zipped({"a.txt": TEXT})
    for read in (gather, refer):
        writer = threading.Thread(target=pipe.write_bytes, args=(data,))
        writer.start()
        (found,) = read([pipe])
        writer.join()
        assert (found.name, found.path) == ("管道/a.txt", f"{pipe}/a.txt")
    assert read_source(found).code == "changed_file"


def test_a_file_that_may_not_be_opened_any_more_is_a_failure(tmp_path, monkeypatch):
    (tmp_path / "1.txt").write_bytes(TEXT)
    (reference,) = refer([tmp_path])

    def refuse(*_, **__):
        raise PermissionError(errno.EACCES, "Permission denied")

    monkeypatch.setattr(Path, "open", refuse)
    failure = read_source(reference)
    assert (failure.name, failure.code) == ("1.txt", "unopened_file")


@given(st.lists(st.sampled_from(["a", "b c", "b", "b.x", ".h", "..x", "~$d", "Thumbs.db"])))
def test_hidden_is_what_has_a_hidden_part(parts):
    hidden = {".h", "..x", "~$d", "Thumbs.db"}
    assert is_hidden("/".join(parts)) == bool(hidden & set(parts))
    assert is_hidden("\\".join(["..", *parts])) == bool(hidden & set(parts))


def test_a_member_that_cannot_be_read_is_named_with_its_zip_file(tmp_path):
    for name in ("甲.zip", "乙.zip"):
        (tmp_path / name).write_bytes(zipped({"图/1.jpg": b"\xff\xd8\xff" + bytes(60)}))
    _, failures = read_sources([tmp_path])
    told = sorted(failure.message.partition("：")[0] for failure in failures)
    assert told == ["乙.zip/图/1.jpg", "甲.zip/图/1.jpg"]
