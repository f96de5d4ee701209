"""What holds of the reference evaluator whatever the law and the record: more knowledge never contradicts less."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st
from tests.equal.askings import Asking, askings
from tests.equal.draws import Drawn, laws
from tests.equal.evaluators import REFERENCE, Answer, Answers, subjects
from tests.equal.filling import World, fillings

from comity.proof.context import Context, Facts, context
from comity.proof.dates import begun
from comity.proof.evaluate import effective
from comity.proof.position import Position, position
from comity.proof.truth import walk
from comity.text.format import format_page
from comity.text.page import parse_page

FEW = settings(
    max_examples=40,
    deadline=None,
    database=None,
    derandomize=True,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much, HealthCheck.data_too_large],
)
UNANSWERABLE = ("district", "award.accepted")  # of a state with several; of an award that is only offered
BOUNDED = (*UNANSWERABLE, "award.offered", "award.stage")  # and what other values of the award may leave no choice of
NOT_ATTACHED = Answer("not_attached", (), (), None)


def contexts(asked: Asking, world: World | None = None, without: frozenset[str] = frozenset()) -> list[Context]:
    """A context for each party."""
    law, record = world or (asked.law, asked.record)
    rest = (asked.as_of, asked.known_at, asked.forum)
    return [context(law, record, party, *rest, without=without) for party in record.parties.values()]


def positions(asked: Asking, world: World | None = None) -> list[tuple[Position, Context]]:
    """Every position that is not inert, with its context."""
    found = [(position(c.law.norms[id], s), s) for c in contexts(asked, world) for id, s in subjects(c)]
    return [(p, s) for p, s in found if p.status != "not_attached"]


def may_be(answer: Answer) -> set[str]:
    """The statuses that an answer leaves open."""
    return set(answer.possible or (answer.status,))


def answers(asked: Asking, world: World) -> Answers:
    """The reference's answers in a world."""
    return REFERENCE.answers(*world, asked.as_of, asked.known_at, asked.forum)


@FEW
@given(askings(), st.data())
def test_knowledge_is_monotone(asked: Asking, data: st.DataObject) -> None:
    """A fact filled in narrows what an answer may be; it never changes one that was determined."""
    assume("is known" not in repr(asked.drawn))  # which asks about knowledge itself
    missing = sorted({m for p, _ in positions(asked) for m in p.missing})
    assume(missing)
    worlds = fillings(data.draw(st.sampled_from(missing)), asked.law, asked.record)
    assume(worlds)
    before = answers(asked, (asked.law, asked.record))
    after = answers(asked, data.draw(st.sampled_from(worlds)))
    on_record = {None, *Facts(asked.record, asked.known_at).awards}
    for key in {*before, *after}:
        if key[2] in on_record:  # and not a prime award that was filled in
            old, new = before.get(key, NOT_ATTACHED), after.get(key, NOT_ATTACHED)
            assert may_be(new) <= may_be(old), f"{key}: {old} became {new}"


@FEW
@given(askings(), st.data())
def test_missing_facts_lead_to_an_answer(asked: Asking, data: st.DataObject) -> None:
    """An open answer names what is missing, and whoever finds it out, fact by fact, has the answer."""
    open_ones = [p for p, _ in positions(asked) if p.status == "undetermined"]
    assume(open_ones)
    found = data.draw(st.sampled_from(open_ones))
    world: World = (asked.law, asked.record)
    for _ in range(60):
        if found.status != "undetermined":
            break
        assert found.missing
        fillable = [(m, worlds) for m in found.missing if (worlds := fillings(m, *world))]
        if not fillable:
            assert all(m.fact in UNANSWERABLE or m.about == found.party for m in found.missing)
            break
        filled, worlds = fillable[0]
        world = data.draw(st.sampled_from(worlds))
        ctx = next(c for c in contexts(asked, world) if c.party.short == found.party)
        award = next((a for a in ctx.facts.awards_of.get(found.party, ()) if a.id == found.award), None)
        found = position(world[0].norms[found.norm], ctx.about(award=award))
        assert filled not in found.missing, f"{filled} was filled in"
    else:
        raise AssertionError(f"still open: {found.missing}")


@FEW
@given(askings())
def test_a_single_missing_fact_decides(asked: Asking) -> None:
    """Where one fact is missing, and read once, its values give different answers."""
    for found, _ in positions(asked):
        if len(found.missing) != 1 or found.missing[0].fact in BOUNDED:
            continue
        if sum(step.missing == found.missing[0] and step.truth is None for step in walk(found.proof)) != 1:
            continue
        worlds = fillings(found.missing[0], asked.law, asked.record)
        key = (found.party, found.norm, found.award)
        outcomes = {answers(asked, world).get(key, NOT_ATTACHED).status for world in worlds}
        assert len(worlds) < 2 or len(outcomes) > 1, (
            f"{found.missing[0]} makes no difference to {key}: always {outcomes}"
        )


@FEW
@given(askings())
def test_what_was_decided_or_recorded_later_never_matters(asked: Asking) -> None:
    later = frozenset(id for id, act in asked.law.norm_acts.items() if begun(act.decided, asked.known_at) is False)
    record = asked.record
    known = replace(
        record,
        awards=tuple(a for a in record.awards if not a.known.recorded or a.known.recorded <= asked.known_at),
        answers=tuple(a for a in record.answers if not a.known.recorded or a.known.recorded <= asked.known_at),
        conduct=tuple(a for a in record.conduct if not a.known.recorded or a.known.recorded <= asked.known_at),
        memberships=tuple(a for a in record.memberships if not a.known.recorded or a.known.recorded <= asked.known_at),
    )
    world = (asked.law, known)
    assert _all(asked, world, later) == _all(asked, (asked.law, record), frozenset())


@FEW
@given(askings(), st.data())
def test_an_act_without_effect_may_be_taken_away(asked: Asking, data: st.DataObject) -> None:
    assume(asked.law.norm_acts)
    id = data.draw(st.sampled_from(sorted(asked.law.norm_acts)))
    verbs = [effect.verb for effect in asked.law.norm_acts[id].effects]
    for ctx in contexts(asked):
        for norm, subject in subjects(ctx):
            asks = [effective(id, subject, verb, everywhere) for verb in (*verbs, None) for everywhere in (True, False)]
            if all(step.truth is False for step in asks):
                without = replace(subject, without=frozenset({id}), cache={})
                assert _answer(norm, without) == _answer(norm, subject)


@FEW
@given(askings())
def test_without_its_ground_an_answer_has_another(asked: Asking) -> None:
    for found, subject in positions(asked):
        if found.ground is not None:
            without = replace(subject, without=frozenset({found.ground}), cache={})
            assert _answer(found.norm, without).ground != found.ground


@FEW
@given(laws())
def test_a_drawn_law_keeps_its_meaning_when_it_is_laid_out(drawn: Drawn) -> None:
    for name, text in drawn.files.items():
        page, faults = parse_page(text, name)
        laid_out = format_page(page)
        again, more = parse_page(laid_out, name)
        assert not faults + more
        assert (again.front, again.blocks, again.passages) == (page.front, page.blocks, page.passages)
        assert format_page(again) == laid_out


def _answer(norm: str, ctx: Context) -> Answer:
    p = position(ctx.law.norms[norm], ctx)
    return Answer(p.status, p.possible, p.also, p.ground)


def _all(asked: Asking, world: World, without: frozenset[str]) -> Answers:
    return {
        (c.party.short, norm, s.award.id if s.award else None): _answer(norm, s)
        for c in contexts(asked, world, without)
        for norm, s in subjects(c)
    }
