"""A small corpus is asked everything, and the rows that are shown are those of SQL."""

import json
import subprocess
import sys

import pandas as pd
import pytest

from analysis.corpus.store import add_sources, open_corpus
from benchmarks import plan as plans
from benchmarks import questions, resampled, sql
from benchmarks.catalogue import PAGE, QUESTIONS, WHOLE
from benchmarks.texts import SEEDS
from benchmarks.watch import watch


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    scratch = tmp_path_factory.mktemp("questions")
    source = resampled.read_source([SEEDS])
    resampled.write(resampled.documents(source, 80, seed=4), scratch / "files")
    add_sources(scratch / "corpus", [scratch / "files"])
    return scratch / "corpus"


@pytest.fixture(scope="module")
def plan(folder):
    with sql.open_tables(folder) as connection:
        return plans.make_plan(folder, connection)


@pytest.fixture(scope="module")
def corpus(folder):
    return open_corpus(folder)


def test_a_plan_names_what_is_there(plan, corpus, tmp_path):
    assert plan.organisation in corpus.organisation_rows
    assert plan.documents == len(corpus.documents) == 80
    assert plan.tokens == len(corpus.tokens)
    texts = {document.name: document.folded for document in corpus.documents}
    whole = "".join(texts.values())
    assert all(phrase in whole and len(phrase) >= 4 for phrase in plan.phrases)
    assert all(word in corpus.term_codes for word in plan.words)
    assert [len(part) for part in plan.some] == [16] * plans.VARIANTS
    lengths = sorted(map(len, texts.values()), reverse=True)
    assert [len(texts[name]) for name in plan.longest[0]] == lengths[:2]
    plans.write_plan(plan, tmp_path / "plan.json")
    assert plans.read_plan(tmp_path / "plan.json") == plan


DRAWN = "organisations named together"


@pytest.mark.parametrize("name", QUESTIONS)
def test_every_question_has_an_answer_for_every_variant(plan, corpus, name):
    answers = [QUESTIONS[name](corpus, plan, variant) for variant in range(plans.VARIANTS)]
    assert any(len(answer) for answer in answers) or "three quarters" in name
    tables = [answer for answer in answers if isinstance(answer, pd.DataFrame)]
    if not name.startswith(
        (*("themes", "positions", "frequency of some", "similarity", "three years"), DRAWN, WHOLE)
    ):
        assert all(len(table) <= PAGE for table in tables)


def test_rows_are_those_of_sql_and_a_wrong_one_is_seen(plan, corpus, folder):
    with sql.open_tables(folder) as connection:
        for name, (choose, query, agrees) in questions.COMPARED.items():
            answer = QUESTIONS[name](corpus, plan, 0).head(50)
            records = answer.to_dict("records")
            choose(connection, plan)
            counted = query(connection)
            assert agrees(records, counted, connection) == len(records)
            for column in ("n_word", "tfidf", "n_target", "n_reference", "score"):
                if column in answer:
                    wrong = [{**records[0], column: records[0][column] + 1}, *records[1:]]
                    assert agrees(wrong, counted, connection) == len(records) - 1


def test_a_fresh_process_tells_its_times_and_its_first_rows(plan, tmp_path):
    path = tmp_path / "plan.json"
    plans.write_plan(plan, path)
    said = watch("-m", "benchmarks.asked", str(path), "frequency: everything").said
    values = json.loads(said)
    assert len(values["answer"]) == 50
    assert min(values[name] for name in ("open", "again", "first", "warm", "busy", "megabytes")) > 0


def test_one_process_tells_its_memory_after_all_questions(plan, tmp_path):
    path = tmp_path / "plan.json"
    plans.write_plan(plan, path)
    told = json.loads(watch("-m", "benchmarks.asked", str(path)).said)
    assert told["questions"] == sum(not name.startswith(WHOLE) for name in QUESTIONS)
    if sys.platform == "linux":
        assert 50 < told["own"] < told["own"] + told["mapped"] < told["most"] * 1.01


def test_opening_comes_first(folder):
    (opening, again, asked) = questions.measure_corpora([folder], only="frequency: one year")
    assert (opening.what, again.what) == ("opening, fresh process", "opening again")
    assert asked.what == "frequency: one year; 50 of 50 rows equal DuckDB's"
    assert asked.plain.startswith("DuckDB ")
    assert asked.ratio > 0


@pytest.mark.parametrize(
    ("name", "warm", "first", "met"),
    [
        ("themes: by year", 0.1, 0.5, True),
        ("themes: by year", 0.11, 0.4, False),
        ("themes: by year", 0.05, 0.6, False),
        ("collocates of 的", 0.3, 0.5, True),
        ("collocates of 的", 0.31, 0.5, False),
    ],
)
def test_the_results_say_what_was_missed(plan, name, warm, first, met):
    line = questions.result(None, plan, name, {"warm": warm, "busy": 0.02, "first": first})
    assert line.met is met
    most = 300 if "的" in name else 100
    assert line.goal == f"{most} ms or less, first 500 ms"


def test_nothing_is_promised_of_a_whole_table(plan):
    values = {"warm": 9.0, "busy": 8.0, "first": 10.0, "megabytes": 700.0}
    line = questions.result(None, plan, f"{WHOLE}frequency of everything", values)
    assert (line.ours, line.goal, line.met) == (
        "9 s (8 s of processors), first 10 s; at most 700 MB",
        "",
        True,
    )


def test_a_command_is_watched_with_its_children(tmp_path):
    script = tmp_path / "two.py"
    script.write_text(
        "import subprocess, sys, time\n"
        "code = 'held = bytearray(80_000_000); import time; time.sleep(1)'\n"
        "subprocess.run([sys.executable, '-c', code], check=True)\n"
        "print('done')\n",
        encoding="utf-8",
    )
    watched = watch(str(script))
    assert watched.said == "done\n"
    assert watched.seconds > 1
    if sys.platform == "linux":
        own, child = watched.megabytes
        assert own < 80 < child < 160
    script.write_text("raise SystemExit(2)", encoding="utf-8")
    with pytest.raises(subprocess.CalledProcessError):
        watch(str(script))
