"""Files that hang, crash or devour memory end in a sentence, and the next one is read."""

import io
import os
import subprocess
import sys
import time
import zipfile
from pathlib import Path

import pytest

from analysis.corpus.store import add_sources, open_corpus, read_sources
from analysis.errors import UnreadableFileError
from analysis.ingest import apart, guarded
from analysis.ingest.apart import CrashedError, OverrunError, call_apart
from analysis.ingest.containers import opening
from analysis.ingest.documents import read_document
from analysis.ingest.guarded import read_guarded
from analysis.schema import ImportOptions
from tests.analysis.ingest import slow
from tests.analysis.ingest.tables import TEXT

WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"


def docx(text):
    buffer = io.BytesIO()
    relations = "http://schemas.openxmlformats.org/package/2006/relationships"
    office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument"
    with zipfile.ZipFile(buffer, "w") as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        archive.writestr(
            "_rels/.rels",
            f'<Relationships xmlns="{relations}"><Relationship Id="r1" Type="{office}" '
            'Target="word/document.xml"/></Relationships>',
        )
        archive.writestr(
            "word/document.xml",
            f'<w:document xmlns:w="{WORD}"><w:body><w:p><w:r><w:t>{text}</w:t></w:r></w:p>'
            "</w:body></w:document>",
        )
    return buffer.getvalue()


@pytest.mark.parametrize(
    ("name", "data", "is_apart"),
    [
        ("文.txt", TEXT.encode(), False),
        ("文.docx", docx(TEXT), True),
        ("长.txt", f"{TEXT}\n".encode() * 40_000, True),
    ],
)
def test_the_same_document_wherever_it_is_read(monkeypatch, name, data, is_apart):
    called = []
    real = apart.call_apart

    def count(*arguments, **limits):
        called.append(arguments)
        return real(*arguments, **limits)

    monkeypatch.setattr(guarded, "call_apart", count)
    options = ImportOptions(max_characters=2_000_000)
    read = read_guarded(name, data, path=f"夹/{name}", options=options)
    assert read == read_document(name, data, path=f"夹/{name}", options=options)
    assert bool(called) == is_apart


def test_errors_come_back_as_they_were_raised():
    with pytest.raises(UnreadableFileError) as raised:
        read_guarded("坏.docx", docx(TEXT)[:300])
    assert raised.value.code == "damaged_file"
    with pytest.raises(ValueError, match="not \\(3,\\)"):
        call_apart(slow.fail, (3,), seconds=60)


@pytest.mark.parametrize(
    ("reader", "seconds", "code", "said"),
    [
        (slow.hang, 1, "too_slow", "文.docx：读取超过 1 秒，没有导入；"),
        (slow.crash, 60, "reader_crashed", "文.docx：读取时内存不够或程序出错，没有导入；"),
        (slow.break_down, 60, "reader_crashed", "文.docx：读取时内存不够或程序出错，没有导入；"),
        (slow.devour, 60, "reader_crashed", "文.docx：读取时内存不够或程序出错，没有导入；"),
    ],
)
def test_a_reader_that_misbehaves_is_ended_and_the_batch_goes_on(
    monkeypatch, tmp_path, reader, seconds, code, said
):
    for name, data in (("1.txt", TEXT.encode()), ("文.docx", docx(TEXT)), ("尾.txt", b"x" * 30)):
        (tmp_path / name).write_bytes(data)
    monkeypatch.setattr(guarded, "_read", _Misbehaved(reader))
    documents, (failure,) = read_sources([tmp_path], ImportOptions(max_seconds=seconds))
    assert [document.name for document in documents] == ["1", "尾"]
    assert failure.code == code
    assert Path(failure.name).name == "文.docx"
    assert said in failure.message
    monkeypatch.undo()
    assert read_guarded("文.docx", docx(TEXT)).text == TEXT


@pytest.mark.parametrize("workers", [0, 1])
def test_an_error_nobody_thought_of_is_a_failure_and_is_logged(
    monkeypatch, caplog, tmp_path, workers
):
    (tmp_path / "in").mkdir()
    for name in ("1.txt", "坏.txt", "尾.txt"):
        (tmp_path / "in" / name).write_text(f"{name} {TEXT}", encoding="utf-8")

    def read(name, data, *, path, options):
        if name == "坏.txt":
            raise IndexError(name)
        return read_document(name, data, path=path, options=options)

    monkeypatch.setattr(guarded, "read_document", read)
    if workers:
        failures = add_sources(tmp_path / "库", [tmp_path / "in"], workers=workers).failures
        assert open_corpus(tmp_path / "库").document_names.tolist() == ["1", "尾"]
    else:
        documents, failures = read_sources([tmp_path / "in"])
        assert [document.name for document in documents] == ["1", "尾"]
    (failure,) = failures
    assert failure.code == "reader_crashed"
    assert "坏.txt：读取时内存不够或程序出错，没有导入；" in failure.message
    assert [record.levelname for record in caplog.records] == ["WARNING"]
    assert "IndexError" in caplog.text


@pytest.mark.parametrize("step", ["read", "as_table"])
def test_a_table_on_which_the_program_breaks_down_is_one_failure(
    monkeypatch, caplog, tmp_path, step
):
    (tmp_path / "1.txt").write_text(TEXT, encoding="utf-8")
    (tmp_path / "表.csv").write_text(f"标题,正文\n甲,{TEXT}\n乙,{TEXT}\n", encoding="utf-8")

    def fail(*_):
        raise IndexError(step)

    monkeypatch.setattr(opening.delimited if step == "read" else opening, step, fail)
    documents, (failure,) = read_sources([tmp_path])
    assert [document.name for document in documents] == ["1"]
    assert failure.code == "reader_crashed"
    assert failure.message.startswith("表.csv：读取时内存不够或程序出错，没有导入；")
    assert "IndexError" in caplog.text


def test_who_stops_the_program_stops_it(monkeypatch):
    def read(name, data, *, path, options):
        raise KeyboardInterrupt

    monkeypatch.setattr(guarded, "read_document", read)
    with pytest.raises(KeyboardInterrupt):
        read_guarded("文.txt", TEXT.encode())


class _Misbehaved:
    """Stands for a reader in the other process."""

    def __init__(self, reader):
        self._reader = reader

    def __call__(self, name, data, path, options):
        self._reader(name, data, path=path, options=options)


def test_the_process_lives_on_between_calls_and_is_replaced_when_it_died():
    first = call_apart(os.getpid, (), seconds=60)
    assert first != os.getpid()
    assert call_apart(os.getpid, (), seconds=60) == first
    with pytest.raises(CrashedError):
        call_apart(os._exit, (1,), seconds=60)
    with pytest.raises(OverrunError):
        call_apart(time.sleep, (600,), seconds=1)
    assert call_apart(os.getpid, (), seconds=60) not in {first, os.getpid()}


def test_a_limit_of_memory_holds_for_one_call_only():
    with pytest.raises(CrashedError):
        call_apart(bytearray, (3 << 30,), seconds=60, memory=2 << 30)
    assert len(call_apart(bytes, (1000,), seconds=60, memory=2 << 30)) == 1000


def test_a_limit_above_that_of_the_system_is_that_of_the_system():
    pytest.importorskip("resource")
    code = (
        "import resource as r; from analysis.ingest.apart import limit_memory;"
        "r.setrlimit(r.RLIMIT_AS, (2 << 30, 3 << 30)); limit_memory(4 << 30);"
        "print(r.getrlimit(r.RLIMIT_AS)[0] >> 30)"
    )
    found = subprocess.run([sys.executable, "-c", code], capture_output=True, check=True)
    assert found.stdout.split() == [b"3"]
