"""Sentences in which an office answers: each is understood whole or refused, never in part."""

import pytest

from comity.answers.question import find_party
from comity.answers.said import Asker, hear
from comity.errors import Refused
from comity.library import law_dir
from comity.norms.library import load_law
from comity.record.fact_rows import FactRow
from comity.record.nodes import EMPTY
from comity.record.rows import from_rows

AWARDS = frozenset({"FAIN_2019DJBX0801", "FAIN_EMW2025SS00012"})
PRINTED = {
    "whether the terms of the award carry hud-coc-fy2024/dei": "terms carry hud-coc-fy2024/dei",
    "the day the award was accepted": "award.accepted",
    "whether the government is a member of the u.s. conference of mayors": "member of uscm",
}


@pytest.fixture(scope="module")
def asker():
    law = load_law(law_dir())
    return Asker(law, ("fresno-ca",), AWARDS, lambda text: find_party(text, EMPTY), PRINTED)


@pytest.mark.parametrize(
    ("sentence", "table", "values"),
    [
        ("all us-dhs-fema awards accepted since 2025-04-18 carry dhs-tc-fy2025/information", "carriage",
         {"carries": "dhs-tc-fy2025/information", "by": "office", "carried": True,
          "when": "award.agency is us-dhs-fema and award.accepted is at least 2025-04-18"}),
        ("All FEMA awards accepted since 2025-04-18 carry dhs-tc-fy2025/information.", "carriage",
         {"carries": "dhs-tc-fy2025/information", "by": "office", "carried": True,
          "when": "award.agency is us-dhs-fema and award.accepted is at least 2025-04-18"}),
        ("no awards of 16.738 for 2019 carry hud-coc-fy2024/dei", "carriage",
         {"carries": "hud-coc-fy2024/dei", "by": "office", "carried": False, "when": 'award.program is "16.738" and award.fiscal_year is 2019'}),
        ("award 2019-DJ-BX-0801 does not carry hud-coc-fy2024/dei", "carriage",
         {"carries": "hud-coc-fy2024/dei", "by": "answer", "carried": False, "award": "FAIN_2019DJBX0801"}),
        ("award 2019-DJ-BX-0801 was accepted on 2019-10-05", "award_facts",
         {"award": "FAIN_2019DJBX0801", "attribute": "accepted", "value": "2019-10-05"}),
        ("award EMW-2025-SS-00012 fiscal_year is 2025", "award_facts",
         {"award": "FAIN_EMW2025SS00012", "attribute": "fiscal_year", "value": "2025"}),
        ("fresno-ca is not a member of uscm", "memberships", {"party": "fresno-ca", "association": "uscm", "member": False}),
        ("whether the terms of the award carry hud-coc-fy2024/dei (2019-DJ-BX-0801): yes", "carriage",
         {"carries": "hud-coc-fy2024/dei", "by": "answer", "carried": True, "award": "FAIN_2019DJBX0801"}),
        ("the day the award was accepted (2019-DJ-BX-0801): 2019-10-05", "award_facts",
         {"award": "FAIN_2019DJBX0801", "attribute": "accepted", "value": "2019-10-05"}),
        ("whether the government is a member of the U.S. Conference of Mayors: yes", "memberships",
         {"party": "fresno-ca", "association": "uscm", "member": True}),
    ],
)  # fmt: skip
def test_what_a_sentence_says(asker, sentence, table, values):
    (row,) = hear(sentence, asker).rows
    assert (row.table, dict(row.values)) == (table, values)
    source = FactRow("sources", None, {"id": "s", "title": "s"})
    from_rows([source, FactRow(row.table, None, row.values, source="s")], asker.law)  # the record takes it


def test_an_instrument_stands_for_all_its_norms_and_several_are_listed(asker):
    rows = hear("no awards accepted before 2025-01-01 carry eo-14173, hud-coc-fy2024", asker).rows
    instruments = {asker.law.norms[row.values["carries"]].instrument for row in rows}
    assert instruments == {"eo-14173", "hud-coc-fy2024"}
    assert {row.values["when"] for row in rows} == {"award.accepted is before 2025-01-01"}


@pytest.mark.parametrize(
    ("sentence", "words"),
    [
        ("we think so", "is not understood"),
        ("all awards carry everything", "no norm, term set or instrument is named `everything`"),
        ("all awards accepted since yesterday carry hud-coc-fy2024", "`yesterday` is not a date"),
        ("award 2030-DJ-BX-0001 was accepted on 2030-01-01", "no award `2030-DJ-BX-0001` is in the list"),
        ("award 2019-DJ-BX-0801 was accepted on 1 May", "is not understood"),
        ("fresno-ca is a member of the-moon", "no association is named `the-moon`"),
        ("all awards carry hud-coc-fy2024 and none of the others", "is not understood"),
        ("all Mars awards carry hud-coc-fy2024", "Mars"),
        ("whether the terms of the award carry hud-coc-fy2024/dei: perhaps", "neither yes nor no"),
        ("", "is not understood"),
    ],
)
def test_what_is_not_understood_is_refused_whole(asker, sentence, words):
    with pytest.raises(Refused, match=words):
        hear(sentence, asker)


def test_several_questions_are_answered_in_one_sentence_or_none_is(asker):
    found = hear("climate-award-frozen and frozen-under-omb-directive are no", asker).rows
    assert len(found) == 2 * len(AWARDS)
    with pytest.raises(Refused, match="no question is named `climate-award-thawed`"):
        hear("climate-award-thawed, frozen-under-omb-directive are no", asker)
