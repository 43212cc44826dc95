"""Zip files: methods, names, sizes and places of members that nobody should trust."""

import io
import struct
import warnings
import zipfile
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.ingest.sources import SourceFile, gather, read_references, refer
from analysis.ingest.unpack import Member, unpack
from analysis.schema import DEFAULT_IMPORT, Failure, ImportOptions
from tests.analysis.ingest.tables import TEXT, zipped

DATA = TEXT.encode()
LAWS = 3503
"""Members of the largest zip file of laws that was met."""


def found(data, options=DEFAULT_IMPORT):
    return list(unpack("包.zip", io.BytesIO(data), options))


def with_field(data, field, value):
    """Return a zip file of one member with another number in both of its headers."""
    changed = bytearray(data)
    offsets = {"flags": (6, 8), "method": (8, 10), "compressed": (18, 20)}[field]
    size = 4 if field == "compressed" else 2
    for signature, offset in zip((b"PK\x03\x04", b"PK\x01\x02"), offsets, strict=True):
        place = changed.index(signature) + offset
        changed[place : place + size] = value.to_bytes(size, "little")
    return bytes(changed)


@pytest.mark.parametrize(
    ("method", "code", "said"),
    [
        (9, "zip_method", "Deflate64"),
        (12, "zip_method", "BZip2"),
        (14, "zip_method", "LZMA"),
        (77, "zip_method", "第 77 号"),
        (99, "zip_password", "有密码保护"),
    ],
)
def test_methods_that_are_not_read_are_told(method, code, said):
    (failure,) = found(with_field(zipped({"a.txt": TEXT}), "method", method))
    assert failure.code == code
    assert said in failure.message


def test_a_bzip2_bomb_is_not_begun():
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_BZIP2) as archive:
        archive.writestr("bomb.txt", bytes(50_000_000))
        archive.writestr("a.txt", TEXT, zipfile.ZIP_DEFLATED)
    failure, member = found(buffer.getvalue())
    assert len(buffer.getvalue()) < 1000
    assert (failure.code, member.path) == ("zip_method", "a.txt")


def overlapping(n_members):
    """Return a zip file whose list names one stored member ``n_members`` times."""
    name = b"a.txt"
    local = struct.pack(
        "<4s5H3I2H", b"PK\x03\x04", 20, 0, 0, 0, 0, 0, len(DATA), len(DATA), len(name), 0
    )
    body = local + name + DATA
    entry = struct.pack(
        "<4s6H3I5H2I",
        *(b"PK\x01\x02", 20, 20, 0, 0, 0, 0, 0, len(DATA), len(DATA), len(name)),
        *(0, 0, 0, 0, 0, 0),
    )
    listed = (entry + name) * n_members
    end = struct.pack(
        "<4s4H2IH", b"PK\x05\x06", 0, 0, n_members, n_members, len(listed), len(body), 0
    )
    return body + listed + end


def test_members_that_overlap_are_refused():
    assert [one.code for one in found(overlapping(3))] == ["zip_overlap"] * 3


def test_members_one_behind_the_other_do_not_overlap():
    assert [one.path for one in found(zipped({f"{n}.txt": TEXT for n in range(9)}))] == [
        f"{n}.txt" for n in range(9)
    ]


def test_two_members_of_one_name_are_two_documents():
    buffer = io.BytesIO()
    with warnings.catch_warnings(), zipfile.ZipFile(buffer, "w") as archive:
        warnings.simplefilter("ignore")
        archive.writestr("a.txt", TEXT)
        archive.writestr("a.txt", TEXT * 2)
    assert [len(one.data) for one in found(buffer.getvalue())] == [len(DATA), len(DATA) * 2]


@pytest.mark.parametrize(
    ("name", "path"),
    [
        ("../../etc/passwd.txt", "etc/passwd.txt"),
        ("/etc/a.txt", "etc/a.txt"),
        ("C:\\Windows\\a.txt", "Windows/a.txt"),
        ("C:a.txt", "a.txt"),
        ("..\\..\\a.txt", "a.txt"),
        ("a/../../b.txt", "a/b.txt"),
        ("//server/share/a.txt", "server/share/a.txt"),
    ],
)
def test_names_lead_nowhere(name, path):
    data = zipped({"x" * len(name): TEXT}).replace(b"x" * len(name), name.encode())
    (member,) = found(data)
    assert member.path == path


def test_folders_alone_are_no_files():
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        archive.mkdir("甲")
        archive.mkdir("甲/乙")
    (failure,) = found(buffer.getvalue())
    assert failure.code == "empty_zip"


class _Unseekable(io.RawIOBase):
    """A pipe: sizes can be written behind the data only."""

    def __init__(self):
        self.written = bytearray()

    def writable(self):
        return True

    def write(self, data):
        self.written += data
        return len(data)


def test_sizes_behind_the_data_and_of_64_bits_are_read():
    pipe = _Unseekable()
    with zipfile.ZipFile(pipe, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("a.txt", TEXT)
        with archive.open("b.txt", "w", force_zip64=True) as file:
            file.write(DATA * 2)
    first, second = found(bytes(pipe.written))
    assert (first.data, second.data) == (DATA, DATA * 2)


def test_sizes_that_lie_do_not_help_a_bomb():
    data = with_field(zipped({"bomb.txt": bytes(5_000_000)}), "compressed", 1 << 30)
    (failure,) = found(data)
    assert failure.code in {"damaged_member", "zip_ratio"}


@pytest.mark.parametrize(
    ("options", "codes"),
    [
        ({"max_ratio": 10_000}, []),
        ({"max_ratio": 10_000, "max_bytes": 4_000_000}, ["zip_size"]),
        ({"max_ratio": 2}, ["zip_ratio"]),
    ],
)
def test_limits_are_those_that_were_set(options, codes):
    one = found(zipped({"a.txt": bytes(5_000_000)}), ImportOptions(**options))
    assert [failure.code for failure in one if isinstance(failure, Failure)] == codes


def test_depth_is_the_one_that_was_set():
    data = zipped({"乙.zip": zipped({"丙.zip": zipped({"a.txt": TEXT})})})
    assert isinstance(found(data)[0], Member)
    (failure,) = found(data, ImportOptions(max_depth=2))
    assert (
        failure.message == "包.zip/乙.zip/丙.zip：压缩包套了超过 2 层，请解开里面的压缩包再导入。"
    )
    deep = zipped({"a.txt": TEXT})
    for _ in range(30):
        deep = zipped({"内.zip": deep})
    assert [one.code for one in found(deep)] == ["zip_depth"]


def test_a_collection_of_laws_is_read_and_20_000_members_are_not(tmp_path):
    archive = tmp_path / "laws.zip"
    archive.write_bytes(zipped({f"法律/{n}.md": f"{TEXT}{n}" for n in range(LAWS)}))
    references = list(refer([archive]))
    assert len(references) == LAWS
    assert [one.data for one in read_references(references[-2:])] == [
        f"{TEXT}{n}".encode() for n in (LAWS - 2, LAWS - 1)
    ]
    members = found(zipped({f"{n}.txt": "x" for n in range(10_001)}))
    assert (len(members), members[-1].code) == (10_001, "zip_members")
    assert "超过 10000 个" in members[-1].message


def test_a_file_above_the_limit_is_not_read(tmp_path, monkeypatch):
    large, small = tmp_path / "大.txt", tmp_path / "小.txt"
    large.write_bytes(DATA * 20)
    small.write_bytes(DATA)
    failure, source = gather([tmp_path], ImportOptions(max_bytes=1000))
    assert failure.code == "file_size"
    assert source == SourceFile("小.txt", str(small), DATA)
    assert Path(tmp_path / "大.txt").stat().st_size == len(DATA) * 20


@settings(max_examples=60, deadline=None)
@given(st.data())
def test_damage_anywhere_ends_in_members_or_sentences(data):
    inner = zipped({"里.csv": f"标题,正文\n甲,{TEXT}\n", "b.txt": TEXT})
    damaged = bytearray(zipped({"内.zip": inner, "总结.txt": TEXT * 3}))
    for _ in range(data.draw(st.integers(1, 8))):
        place = data.draw(st.integers(0, len(damaged) - 1))
        damaged[place] = data.draw(st.integers(0, 255))
    for one in found(bytes(damaged)):
        if isinstance(one, Failure):
            assert one.message.startswith(one.name)
        else:
            assert ".." not in one.path.split("/")


@pytest.mark.parametrize(
    "name",
    ["~$通知.docx", "夹/desktop.ini", ".git/说明.txt", "夹/.隐藏/甲.txt", "夹/__MACOSX/甲.txt"],
)
def test_what_is_passed_over_in_a_folder_is_in_a_zip_file_too(tmp_path, name):
    files = {name: TEXT, "夹/甲.txt": TEXT}
    assert [member.path for member in found(zipped(files))] == ["夹/甲.txt"]
    for path, text in files.items():
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / path).write_text(text)
    assert [one.path for one in gather([tmp_path])] == [f"{tmp_path}/夹/甲.txt"]
