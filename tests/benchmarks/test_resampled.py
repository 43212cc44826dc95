"""The big folder: the same for the same seed, read by the importer as it is meant."""

import re
from itertools import islice

import numpy as np
import pytest

from analysis.corpus.store import read_sources
from benchmarks import resampled
from benchmarks.invented import organisations, shares
from benchmarks.texts import SEEDS


@pytest.fixture(scope="module")
def source():
    return resampled.read_source([SEEDS])


@pytest.fixture(scope="module")
def texts(source):
    return list(resampled.documents(source, 60, seed=1))


def test_sentences_stand_in_a_source(tmp_path):
    law = "# 某省条例\n<!-- 说明 -->\n## 第一章\n第一条 为了**保障**权益。制定本条例。\n表头 | 甲"
    (tmp_path / "某省条例(2020-01-02).md").write_text(law, encoding="utf-8")
    read = resampled.read_source([tmp_path])
    sentences = [read.sentence(row) for row in range(len(read.texts))]
    assert sentences == ["为了保障权益。", "制定本条例。"]
    assert read.opens.tolist() == [True, False]
    assert read.names == ("某省条例",)


def test_a_document_depends_on_seed_and_number_only(source, texts):
    assert list(islice(resampled.documents(source, 500, seed=1), 60)) == texts
    assert list(resampled.documents(source, 60, seed=2)) != texts


def test_what_is_not_said_by_somebody_is_a_sentence_of_the_source(source, texts):
    sentences = {source.sentence(row).strip() for row in range(len(source.texts))}
    names = "|".join(organisations())
    verbs = "|".join(resampled.VERBS)
    said = re.compile(rf"(?:{names}|\w{{2,3}}\w{{3}})(?:{verbs})，")
    bodies = [text.split("\n\n")[1:-2] for text in texts]
    paragraphs = [line for body in bodies for line in body if line[1:2] != "、"]
    joined = "".join(source.text.split())
    whole = [line for line in paragraphs if "".join(line.split()) in joined]
    assert len(whole) > 0.6 * len(paragraphs)
    spoken = [line for line in paragraphs if "".join(line.split()) not in joined]
    assert all(said.search(line) for line in spoken)
    assert any(line in sentences for line in paragraphs)


def test_the_importer_finds_title_date_and_issuer(texts, tmp_path):
    count, characters = resampled.write(iter(texts), tmp_path / "files")
    assert (count, characters) == (60, sum(map(len, texts)))
    documents, failures = read_sources([tmp_path / "files"])
    assert failures == ()
    assert [document.name for document in documents][:2] == ["报告000001", "报告000002"]
    lines = [text.rstrip().split("\n\n") for text in texts]
    metadata = [document.metadata for document in documents]
    assert [found.issuer for found in metadata] == [line[-2] for line in lines]
    dates = [tuple(map(int, re.findall(r"\d+", line[-1]))) for line in lines]
    assert [found.date for found in metadata] == [
        f"{year}-{month:02d}-{day:02d}" for year, month, day in dates
    ]
    assert [found.title for found in metadata] == [line[0] for line in lines]


def test_a_thousand_files_a_folder(tmp_path):
    resampled.write((f"第{number}篇。" for number in range(1001)), tmp_path)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["000", "001"]
    assert [path.name for path in (tmp_path / "001").iterdir()] == ["报告001001.txt"]


def test_lengths_without_title_issuer_and_date_have_the_mean_that_is_told(source):
    lengths = [
        len("".join(text.split("\n\n")[1:-2])) for text in resampled.documents(source, 3000, seed=3)
    ]
    standard_error = np.std(lengths) / np.sqrt(len(lengths))
    assert abs(np.mean(lengths) - 1050) < 2 * standard_error < 40


def test_there_are_two_hundred_organisations_and_the_first_has_a_tenth():
    names = organisations()
    assert len(set(names)) == 200
    weights = shares(len(names))
    assert weights.sum() == pytest.approx(1)
    assert weights[0] == pytest.approx(0.102, abs=0.001)
    assert weights[-1] == pytest.approx(0.001, abs=0.0001)
