"""A search that asks whether a norm binds somebody is answered in a line; what cannot be told says what is missing."""

import pytest
from tests.web.conftest import CARRIED

DEI = "hud-coc-fy2024/dei"


@pytest.fixture
def asked(office):
    """Ask as a reader of an office with one award that carries the condition; its answers are worked out."""
    from comity.web.keeping import keeping
    from comity.web.pages.search import rows

    office.award("internal", terms=CARRIED)
    asking = office.asking("reader")
    answers = keeping().make(asking)
    return lambda words: rows(asking, answers, words).bound


@pytest.mark.parametrize("words", [f"does {DEI} bind us?", f"Does {DEI} bind Fresno, CA", f"are we bound by {DEI}?",
                                   f"is fresno-ca bound by {DEI}", f"does {DEI} apply to us", f"does {DEI} bind"])  # fmt: skip
def test_a_question_about_us_is_answered_from_our_awards(asked, words):
    found = asked(words)
    assert found.title.endswith("(HUD Continuum of Care terms, fiscal year 2024)") or "Continuum of Care" in found.title
    assert len(found.said) == 1
    assert "1 award" in found.said[0].words
    assert found.said[0].link.startswith("/position/line/")


def test_the_answer_is_that_of_the_position_page(asked, office):
    from comity.brief.office_words import status_words
    from comity.kept.lines import lines
    from comity.web.keeping import keeping

    answers = keeping().make(office.asking("reader"))
    line = next(one for one in lines(answers.sheet.portfolio, answers.question.law) if one.answer.norm == DEI)
    assert asked(f"does {DEI} bind us").said[0].status == status_words(line.answer.status, line.answer.state)


def test_of_another_government_it_says_what_would_hold_and_that_the_award_is_not_known(asked):
    found = asked(f"does {DEI} bind Houston, TX?")
    assert found.who == "Houston, TX"
    assert all("whether one does is not on record" in one.words for one in found.said)


@pytest.mark.parametrize(("words", "told"), [
    ("does xyzzyplugh bind us?", "No norm or order of the library is like"), (f"does {DEI} bind Fresnoo, CA?", "Fresno"),
])  # fmt: skip
def test_what_is_not_known_is_said_and_never_guessed(asked, words, told):
    found = asked(words)
    assert told in found.not_told
    assert not found.said


def test_several_norms_that_fit_alike_are_offered(asked):
    found = asked("does certification bind us?")
    assert not found.said
    assert len(found.or_) >= 2


@pytest.mark.parametrize(("words", "covered"), [
    ("does fresno-v-turner/pi bind us?", "For Fresno, CA: Fresno, CA is named"),
    ("is Fresno, CA bound by fresno-v-turner/pi?", "For Fresno, CA: Fresno, CA is named"),
    ("does fresno-v-turner/pi apply to Houston, TX?", "For Houston, TX: not covered"),
    ("does the city of fresno v. turner, preliminary injunction (n.d. cal.) reach us?", "For Fresno, CA: Fresno, CA is named"),
])  # fmt: skip
def test_an_order_is_answered_with_its_first_line(asked, words, covered):
    found = asked(words)
    assert [one.words[: len(covered)] for one in found.said] == [covered]
    assert found.link == "/order/fresno-v-turner/pi/"


def test_an_order_past_its_limit_is_never_said_to_forbid_today(asked):
    (line,) = asked("does fresno-v-turner/pi bind Houston, TX?").said
    assert "When last seen, 21 Nov 2025, it forbade" in line.words
    assert line.words.endswith("whether it still does is not known.")
    assert "forbids" not in line.words


def test_of_a_lawsuit_the_orders_are_offered(asked):
    found = asked("does fresno-v-turner bind us?")
    assert not found.said
    assert "/order/fresno-v-turner/pi/" in [link for _, link in found.or_]


@pytest.mark.parametrize("words", ["fresno turner", "bind", "8 U.S.C. 1373", ""])
def test_other_words_are_no_such_question(asked, words):
    assert asked(words) is None


def test_the_page_begins_with_the_answer(office):
    page = office.client("reader").get("/search/", {"q": f"does {DEI} bind Houston, TX?"}).content.decode()
    assert page.count("<h1") == 1
    assert "for Houston, TX:" in page


def test_recipients_of_a_condition_stand_in_the_groups_of_the_command(office):
    from comity.answers.recipients import recipients
    from comity.web.keeping import keeping
    from comity.web.pages.recipients import rows

    asking = office.asking("reader")
    question = keeping().question(asking)
    wanted = recipients(question, question.law.norms[DEI])
    found = rows(asking, DEI)
    shown = [line.row["id"] for listing in found.listings for line in listing.lines]
    assert sorted(shown) == sorted(one.party for one in wanted.recipients)
    assert str(len(wanted.recipients)) in found.answer
    reader = office.client("reader")
    assert f"/recipients/{DEI}/" in reader.get(f"/condition/{DEI}/").content.decode()
    assert reader.get(f"/recipients/{DEI}/?as=csv").status_code == 200
    assert reader.get("/recipients/no-such/norm/").status_code == 404
