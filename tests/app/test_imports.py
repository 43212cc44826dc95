import io
import zipfile

import pytest

from analysis.corpus.store import open_corpus
from analysis.errors import UnreadableFileError
from app import corpora, imports
from app.imports import Target

NEW = Target(None, "县级材料")
UNIONS = ("甲.txt", "县总工会走访企业30家，收集问题12个。".encode())
WOMEN = ("乙.txt", "县妇联开展培训12场，服务妇女300人。".encode())
PICTURE = ("图.png", b"\x89PNG\r\n\x1a\n" + bytes(64))


@pytest.fixture
def data(tmp_path, monkeypatch):
    monkeypatch.setenv(corpora.DATA_VARIABLE, str(tmp_path / "data"))
    return tmp_path


def documents(corpus_id):
    return [document.name for document in open_corpus(corpora.folder_of(corpus_id)).documents]


def test_readable_files_make_a_corpus_and_the_bad_one_is_told(data):
    report = imports.add_uploaded(NEW, [UNIONS, PICTURE, WOMEN])
    assert report.added == ("甲", "乙")
    assert [(f.name, f.code) for f in report.failures] == [("图.png", "unsupported_format")]
    (own,) = corpora.own_corpora()
    assert (own.corpus_id, own.name, own.documents) == (report.corpus_id, "县级材料", 2)


def test_nothing_readable_leaves_nothing_behind(data):
    report = imports.add_uploaded(NEW, [PICTURE])
    assert (report.corpus_id, report.added) == ("", ())
    assert len(report.failures) == 1
    assert list(corpora.data_folder().glob("*")) == []


def test_later_files_join_and_known_ones_are_left_alone(data):
    first = imports.add_uploaded(NEW, [UNIONS])
    target = Target(corpora.folder_of(first.corpus_id))
    second = imports.add_uploaded(target, [UNIONS, WOMEN])
    assert (second.corpus_id, second.added, second.unchanged) == (first.corpus_id, ("乙",), 1)
    assert documents(first.corpus_id) == ["甲", "乙"]


def test_a_file_of_the_same_name_takes_nobodys_place(data):
    first = imports.add_uploaded(NEW, [UNIONS])
    target = Target(corpora.folder_of(first.corpus_id))
    imports.add_uploaded(target, [(UNIONS[0], WOMEN[1])])
    assert documents(first.corpus_id) == ["甲", "甲（2）"]


def test_the_same_files_again_open_the_corpus_that_is_there(data):
    first = imports.add_uploaded(NEW, [UNIONS, WOMEN])
    again = imports.add_uploaded(Target(None, "又一个"), [WOMEN, UNIONS])
    assert again == first._replace(added=(), unchanged=2)
    assert [own.name for own in corpora.own_corpora()] == ["县级材料"]


def test_names_of_an_uploaded_folder_and_of_a_zip_tell_files_apart(data):
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("市/报告.txt", WOMEN[1])
    files = [("县/报告.txt", UNIONS[1]), ("县/.DS_Store", b"x"), ("市.zip", packed.getvalue())]
    report = imports.add_uploaded(NEW, files)
    assert report.added == ("县/报告", "市/报告")
    assert report.failures == ()


def test_paths_and_pasted_text(data):
    folder = data / "材料"
    folder.mkdir()
    (folder / UNIONS[0]).write_bytes(UNIONS[1])
    calls = []
    paths = [folder, data / "没有"]
    first = imports.add_paths(NEW, paths, lambda n, of: calls.append((n, of)))
    assert first.added == ("甲",)
    assert [failure.code for failure in first.failures] == ["missing_file"]
    assert calls[:2] == [(1, 0), (2, 0)]  # found, the one that is not there among them
    assert calls[-1] == (1, 1)
    target = Target(corpora.folder_of(first.corpus_id))
    second = imports.add_pasted(target, "团县委募集善款5万元。", "通报")
    assert second.added == ("通报",)
    with pytest.raises(UnreadableFileError):
        imports.add_pasted(target, " \n", "空")


def test_an_interrupted_import_leaves_nothing_behind(data):
    class Stopped(BaseException):
        pass

    def stop(done, total):
        raise Stopped

    with pytest.raises(Stopped):
        imports.add_uploaded(NEW, [UNIONS, WOMEN], stop)
    assert list(corpora.data_folder().glob("*")) == []


def test_names_and_deletion(data):
    report = imports.add_uploaded(NEW, [UNIONS])
    folder = corpora.folder_of(report.corpus_id)
    corpora.rename(folder, "  县总  工会 ")
    assert corpora.stored(folder).name == "县总 工会"
    with pytest.raises(ValueError, match="not a corpus of the user"):
        corpora.delete(corpora.samples())
    corpora.delete(folder)
    assert corpora.own_corpora() == []
    assert not folder.exists()
