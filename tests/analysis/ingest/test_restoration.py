"""Broken glosses: restored where one reading wins, else left as damage."""

import pytest

from analysis.ingest.documents import read_document
from analysis.ingest.draft import Draft
from analysis.ingest.glosses import Broken, find_broken
from analysis.ingest.restoration import candidates, log_probability, restore_broken


def test_candidates_of_a_swallowed_character():
    (place,) = find_broken("面對面?zhèn)別訪談")
    assert place == Broken(3, 9, "面", "zhèn")
    assert {option.text for option in candidates("面對面?zhèn)別訪談", place)} == {"個", "亐"}


def test_candidates_of_shifted_text_hold_the_right_one_and_rejoin():
    text = "我們?yōu)楹我_展活動"
    (place,) = find_broken(text)
    found = {option.text: option.end for option in candidates(text, place)}
    assert found["為何要開"] == text.index("展")
    assert len(found) > 1000


def test_clear_winner_is_written_and_the_place_recorded():
    draft, n_lost = restore_broken(Draft.of("召開座談會，面對面?zhèn)別訪談，發放意見表"))
    assert draft.text == "召開座談會，面對面個別訪談，發放意見表"
    assert [(r.step, r.text, r.replacement) for r in draft.removals()] == [
        ("gloss_restored", "?zhèn)", "個")
    ]
    assert n_lost == 0


def test_no_candidate_leaves_a_replacement_character_and_a_warning():
    document = read_document(
        "a.txt", "座談會上,職工群眾一?xyā)致認為,工作取得了很大的成績。".encode()
    )
    assert "一\ufffd致" in document.text
    assert document.warnings[0] == "有 1 处注音造成的损坏无法可靠还原，显示为 \ufffd。"


@pytest.mark.parametrize("text", ["真的?yes)不是", "他说什么?啊)", "x?zhèn)", "?zhèn)別"])
def test_other_question_marks_are_no_broken_glosses(text):
    assert list(find_broken(text)) == []


def test_log_probability_takes_the_best_division():
    frequencies = {"": 100, "工": 10, "会": 10, "工会": 50}
    assert log_probability("工会", frequencies) == pytest.approx(-0.6931471805599453, abs=1e-12)
    assert log_probability("工x", frequencies) == pytest.approx(-6.907755278982137, abs=1e-12)


def test_a_swallowed_mark_stays_damage_behind_restored_characters():
    text = "就全部指標進行考核，項目申報單位推薦1名科研人員作爲項目?kòng)撠熑?每個課題設1名負責人"
    found = candidates(text, next(find_broken(text)))
    assert "負責人\ufffd" in {option.text for option in found}


def test_a_swallowed_bracket_is_that_of_the_next_gloss():
    text = "各族人民和各?wèi)淮?biǎo)們"
    (first, *_) = find_broken(text)
    ends = {option.text[-1]: option.end for option in candidates(text, first)}
    assert all(end in {first.end, text.index("們")} for end in ends.values())


def test_glosses_behind_restored_characters_go_too():
    document = read_document(
        "a.txt",
        "召開座談會，面對面?zhèn)別(bié)訪談，發放意見表(biǎo)，取得了很大的成績。".encode(),
    )
    assert document.text == "召開座談會，面對面個別訪談，發放意見表，取得了很大的成績。"
