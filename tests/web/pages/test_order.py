"""A look at the docket from an order's page: a narrowing names those whom the order still protects."""

import pytest

PAGE = "/order/fresno-v-turner/pi/"


@pytest.fixture
def look(office):
    """Record a look as an editor: the answer, and what is recorded then."""

    def post(**given):
        from comity.web.office.models import Fact, Payload

        answer = office.client("editor").post(PAGE, {"on": "2026-11-20", **given})
        looks = Fact.objects.filter(table="docket_checks")
        return answer, [one.values for one in Payload.objects.filter(fact__in=looks)]

    return post


def test_a_narrowing_is_recorded_with_those_it_still_protects(look):
    answer, facts = look(seen="narrowed", to="Fresno, CA; eureka-ca")
    assert answer.status_code == 302
    assert facts == [
        {"act": "fresno-v-turner/pi", "on": "2026-11-20", "seen": "narrowed", "to": "fresno-ca; eureka-ca"}
    ]


@pytest.mark.parametrize(("given", "said"), [
    ({"seen": "narrowed"}, "Whom the order still protects is not said."),
    ({"seen": "narrowed", "to": " ; "}, "Whom the order still protects is not said."),
    ({"seen": "narrowed", "to": "Fresnoo"}, "fresno"),
    ({"seen": "stands", "to": "fresno-ca"}, "is said of an order that was narrowed alone"),
])  # fmt: skip
def test_what_does_not_fit_is_refused_and_not_recorded(look, given, said):
    answer, facts = look(**given)
    assert answer.status_code == 200
    assert said in answer.content.decode()
    assert facts == []


def test_every_verb_of_the_language_has_its_words_on_the_page():
    """An office's own law may use those that no act of the library has: its page failed."""
    from comity.vocabulary import Verb
    from comity.web.pages.order_reach import VERBS

    assert set(VERBS) == {verb.value for verb in Verb}
