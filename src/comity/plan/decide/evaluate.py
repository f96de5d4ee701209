"""Evaluate conditions, parties, dates and acts over arrays. Mirrors proof/{conditions,parties,dates,acts}.py rule by rule."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import Any, TypeAlias

import numpy as np

from comity.norms.nodes import NormAct
from comity.plan.decide.carriage import carries
from comity.plan.decide.columns import BLANK, PARTLY_KNOWN, Claim, Claims, compared, table_of
from comity.plan.decide.dates import come
from comity.plan.decide.kleene import FALSE, TRUE, UNKNOWN, constant, least, most
from comity.plan.decide.rows import CellRows, DayContext
from comity.plan.groups.above import under
from comity.plan.groups.norm_forms import Form
from comity.plan.groups.parties import Axis, level
from comity.plan.groups.reads import as_recipient
from comity.proof.acts import COMMANDS, ENDING, UNDOING, UNSTAYED, for_good, named_apart
from comity.proof.conditions import answer
from comity.proof.dates import begun, of_party, presumed_mandate
from comity.proof.extending import in_time
from comity.proof.parties import belongs
from comity.text import format as words
from comity.text import tree as t

Array: TypeAlias = "np.ndarray[Any, Any]"


@dataclass(slots=True)
class Truths:
    """The truths over some rows (None: every cell) and an axis."""

    shared: DayContext
    axis: Axis
    rows: CellRows | None = None
    memo: dict[object, Array] = field(default_factory=dict[object, Array])
    lasting: dict[object, Array] = field(default_factory=dict[object, Array])
    acts: dict[object, Array] = field(default_factory=dict[object, Array])
    leaves: list[Array] | None = None
    """Where wanted, the facts that were asked, in the order of asking."""
    asked_of: dict[object, list[Array]] = field(default_factory=dict[object, list[Array]])
    """What was asked of each act, so that it counts again where the act is asked about again."""
    raw: bool = False
    """Whether facts are kept in `leaves` though they did not matter."""
    doubted: frozenset[str] = frozenset()
    """Acts of which it is not taken that they still stand."""
    unpresumed: bool = False
    """Whether no presumption of law is made."""
    whole: dict[object, Array] = field(default_factory=dict[object, Array])
    """Of acts that are doubted, whether they have effect if they still stand."""
    form: Form | None = None
    """The norms that rows ask about, where there are several."""

    def asked(self, fact: Array) -> Array:
        """A fact that was asked."""
        if self.leaves is not None:
            self.leaves.append(fact)
        return fact

    def asking(self) -> int:
        """How many facts have been asked."""
        return 0 if self.leaves is None else len(self.leaves)

    def told(self, start: int, found: Array) -> Array:
        """What was found of facts asked since `start`: where it is known, they do not matter (proof.truth.missing_facts).

        What it is at each place is then a fact of its own: facts that stand for more places than one cannot say so, and
        what is made of it depends on it.
        """
        if self.leaves is not None and not self.raw:
            for n in range(start, len(self.leaves)):
                leaf = self.leaves[n]
                if leaf.size > 1 and np.broadcast_shapes(leaf.shape, found.shape) == leaf.shape:
                    self.leaves[n] = np.where(found == 1, leaf, 0)
            if found.size > 1:
                self.leaves.append(found)
        return found

    # ---- awards ------------------------------------------------------------------------------------------------------
    def column(self, name: str, key: object, truth: Claim) -> Array:
        """The truth of a claim about one column of the award."""
        return self.claimed(name, key, ((key, truth),))

    def claimed(self, name: str, key: object, claims: Claims) -> Array:
        """The truth of a claim about one column, or of that of each norm, where several of one form are asked about."""
        rows, cells = self.rows, self.shared.cells
        if rows is not None and name in rows.days:
            return self._ranged(rows, name, key, [claim for _, claim in claims])
        if name not in cells.codes:
            return constant(claims[0][1](None))
        found = self.memo.get(key)
        if found is None:
            tables = [table_of(cells, self.shared.tables, name, *claim) for claim in claims]
            codes = cells.codes[name] if rows is None else cells.codes[name][rows.cells]
            chosen = tables[0][codes] if rows is None or len(tables) == 1 else np.stack(tables)[rows.norm, codes]
            found = self.memo[key] = chosen[:, None]
        if self.leaves is not None and name in PARTLY_KNOWN and (found == 1).any():
            self.asked(np.where(found == 1, cells.codes[name][slice(None) if rows is None else rows.cells, None], 0))
        return self.asked(found)

    def _ranged(self, rows: CellRows, name: str, key: object, claims: list[Claim]) -> Array:
        """The truth of a claim about a ranged date, by piece."""
        days = rows.days[name]
        of = [0] * len(days) if len(claims) == 1 else rows.of.tolist()
        table: list[int] = [claims[n](day) for n, day in zip(of, days, strict=True)]
        if min(table) == max(table):
            return self.asked(constant(table[0]))
        found = self.memo.get(key)
        if found is None:
            found = self.memo[key] = np.array(table, np.int8)[rows.piece][:, None]
        return self.asked(found)

    def _award(self, expr: t.Compare) -> Array:
        name = expr.path.split(".")[1]
        if name in ("recipient", "subrecipient"):
            same = self.dense(as_recipient(expr))
            if name == "recipient":
                return same
            sub = self.is_sub()
            otherwise = FALSE if expr.op == "is known" else UNKNOWN
            return np.where(sub == 2, same, otherwise)
        # two places may hold equal constants in the first norm and others in the next
        claims = compared(self.each(expr), name, self.shared.base)
        return self.claimed(name, expr if self.form is None else id(expr), claims)

    def each(self, leaf: Any) -> tuple[Any, ...]:
        """What each norm that is asked about has in the place of a leaf of the first."""
        return (leaf,) if self.form is None else self.form.each(leaf)

    def is_sub(self) -> Array:
        """Whether the award is a subaward."""
        return self.column("sub", "sub", lambda v: 2 if v else 0)

    def _under(self, prime: str, tier: str | None) -> Array:
        return self.column("holder", ("holder", prime, tier), lambda value: under(value, prime, tier))

    def _agency(self) -> Array:
        """Whether the party is the agency that made the award, or one above it."""
        key = "agency role"
        found = self.memo.get(key)
        if found is None:
            role, shared = t.Role("award.agency"), self.shared
            cells = shared.cells
            values: list[Any] = [None, *cells.values.get("agency", [])]
            parties = [ctx.party for ctx in shared.contexts]
            table = np.zeros((len(values), len(parties)), np.int8)
            table[0] = 1
            for n, ctx in enumerate(shared.contexts):
                for k, value in enumerate(values[1:], 1):
                    if ctx.party.kind == "agency" or ctx.party.short == value:
                        about = replace(ctx, award=replace(BLANK, agency=value), cache={})
                        table[k, n] = level(belongs(role, about).truth)
            codes = cells.codes.get("agency")
            if codes is None:
                found = table[:1][:, self.axis.profile]
            else:
                found = table[codes if self.rows is None else codes[self.rows.cells]][:, self.axis.profile]
            self.memo[key] = found
        return self.asked(found)

    # ---- parties -----------------------------------------------------------------------------------------------------
    def dense(self, fact: Any) -> Array:
        """A fact about the party that is not its name."""
        return self.asked(self.shared.people.dense(fact, self.shared.contexts)[self.axis.profile][None, :])

    def named(self, item: t.Named) -> Array:
        """Whether the party is named, on the day asked about."""
        found = self.lasting.get(item)
        if found is None:
            found = np.zeros((1, len(self.axis.profile)), np.int8)
            if self.shared.counts(item):
                found[0, self.axis.places(np.array(self.shared.meant_by(item.name.text), np.int64))] = 2
            self.lasting[item] = found
        return self.asked(found)

    def belongs(self, item: t.PartyItem) -> Array:
        """proof.parties.belongs."""
        match item:
            case t.Everyone():
                return TRUE
            case t.Named(name):
                if name.text in self.shared.base.law.lists:
                    if not self.shared.counts(item):
                        return FALSE
                    return most(self.belongs(i) for i in self.shared.base.law.lists[name.text].items)
                return self.named(item)
            case t.Perhaps(inner, because):
                found = self.belongs(inner)
                return self._taken(because, found, np.minimum(found, UNKNOWN), FALSE)
            case t.Role("award.agency"):
                return self._agency()
            case t.Role("award.recipient"):
                return 2 - self.is_sub()
            case t.Role("award.subrecipient"):
                return self.is_sub()
            case t.Subrecipients(prime, tier):
                if tier is not None or self.shared.people.meant_by(words.item(item), self.shared.contexts) is None:
                    return self._under(prime.text, tier)
                unsaid, every, first = (self._under(prime.text, one) for one in (None, "any", "first"))
                return self._taken(words.item(item), every, unsaid, first)
            case _:
                return self.dense(item)

    def _taken(self, text: str, meant: Array, unsaid: Array, not_meant: Array) -> Array:
        """What holds of those who are taken to be meant by unclear words, of whom nothing is taken, and of the others."""
        taken = self.shared.people.meant_by(text, self.shared.contexts)
        if taken is None:
            return unsaid
        at = self.asked(taken[self.axis.profile][None, :])
        return np.where(at == 1, unsaid, np.where(at == 2, meant, not_meant))

    def covered(self, parties: t.PartySet) -> Array:
        """proof.parties.covered."""
        if self.leaves is None:
            split = self.shared.split(parties)
            found = most(map(self.belongs, split.others)) if split.others else FALSE
            if split.alike is not None and found is not TRUE:
                found = most((found, split.alike[self.axis.profile][None, :]))
            if len(split.numbers) and found is not TRUE:
                named = np.zeros((1, len(self.axis.profile)), np.int8)
                named[0, self.axis.places(split.numbers)] = 2
                found = most((found, named))
        else:
            found = most(self.belongs(i) for i in parties.items)
        return least((found, *(2 - self.belongs(i) for i in parties.excepted))) if parties.excepted else found

    # ---- expressions and dates ---------------------------------------------------------------------------------------
    def holds(self, expr: t.Expr) -> Array:
        """proof.conditions.holds."""
        match expr:
            case t.And(parts):
                start = self.asking()
                return self.told(start, least(self.holds(p) for p in parts))
            case t.Or(parts):
                start = self.asking()
                return self.told(start, most(self.holds(p) for p in parts))
            case t.Not(part):
                return 2 - self.holds(part)
            case t.Compare() if expr.path.startswith("award."):
                return self._award(expr)
            case t.Carries():
                return carries(expr, self)
            case t.InForce(name):
                if expr.for_anyone:
                    return self.effective(name.text, COMMANDS, everywhere=True)
                reached = self.shared.base.law.parted.get(name.text, ())
                if expr.as_to is not None or not reached:
                    return self.effective(name.text, norm=expr.as_to.text if expr.as_to else None)
                start = self.asking()
                return self.told(start, most(self.effective(name.text, norm=n) for n in reached))
            case t.Question(name):
                question = self.shared.base.law.questions[name.text]
                if question.rule is not None:
                    return self.holds(question.rule)
                if question.of != "award":
                    return self.dense(expr)

                def truth(id: str | None) -> int:
                    found = (
                        answer(question, replace(self.shared.base, award=replace(BLANK, id=id), cache={}))
                        if id
                        else None
                    )
                    return 1 if found is None else level(found[0]) if isinstance(found[0], bool) else 2

                return self.column("about", ("about", name.text), truth)
            case _:
                return self.dense(expr)

    def come(self, spec: t.DateSpec) -> Array:
        """proof.dates.come."""
        return come(spec, self.shared, self.column, self.dense)

    # ---- acts on norms -----------------------------------------------------------------------------------------------
    def effective(self, id: str, verb: str | None = None, everywhere: bool = False, norm: str | None = None) -> Array:
        """proof.acts.effective."""
        key = self.key(id, verb, everywhere, norm)
        as_to = key[-1]
        found = self.lasting.get(key)
        if found is None:
            found = self.acts.get(key)
        if found is not None and self.leaves is not None:
            self.leaves += self.asked_of.get(key, ())
        if found is None:
            start = self.asking()
            found = self._effective(self.shared.base.law.norm_acts[id], verb, everywhere, as_to)
            if id in self.doubted:
                self.whole[key] = found
                found = np.minimum(found, UNKNOWN)
            alike = found.shape[0] == 1 and (self.rows is None or (len(self.rows) > 1 and not self.rows.days))
            (self.lasting if alike else self.acts)[key] = found
            if self.leaves is not None:
                self.asked_of[key] = self.leaves[start:]
        return found

    def extends(self, id: str, act: NormAct, norm: str | None) -> Array:
        """proof.evaluate._extends."""
        found = self.effective(id, "extends", norm=norm)
        return found if in_time(id, act.id, self.shared.base.law) else np.minimum(found, UNKNOWN)

    def key(
        self, id: str, verb: str | None, everywhere: bool, norm: str | None
    ) -> tuple[str, str | None, bool, str | None]:
        """What one asking for the effect of an act has in common with others that find the same."""
        as_to = norm if id in self.shared.base.law.parted else None
        told = verb if verb in ENDING or (everywhere and verb in UNSTAYED) else None
        return id, told, everywhere, as_to

    def _effective(self, act: NormAct, verb: str | None, everywhere: bool, norm: str | None) -> Array:
        base = self.shared.base
        if act.id in base.without:
            return FALSE
        found = self._within(act, verb)
        # of other awards than these it may have begun
        if found is FALSE or (found.shape[0] == 1 and found is not TRUE and not found.any()):
            return FALSE
        if act.parties is not None and not everywhere and verb not in ("replaces", "repeals"):
            found = least((found, self.covered(act.parties)))
        extensions = self._extensions(act) if not for_good(act, verb) else []
        if extensions and act.end is not None and not isinstance(act.end, t.Revoked):
            meant = (id for id in extensions if not base.law.spares(id, "extends", act.id, norm))
            over = least((self.ended(act, act.end), *(2 - self.extends(id, act, norm) for id in meant)))
            found = least((found, 2 - over))
        if act.when is not None:
            found = least((found, self.holds(act.when)))
        if act.unless is not None:
            found = least((found, 2 - self.holds(act.unless)))
        if not for_good(act, verb):
            unstayed = everywhere and verb in UNSTAYED
            for other, by in base.law.acting_on.get(act.id, ()):
                if unstayed and by == "stays":
                    continue
                if by in UNDOING and other not in base.without and not base.law.spares(other, by, act.id, norm):
                    ended = self.effective(other, by, norm=norm)
                    kept = named_apart(act) if by == "displaces" and ended is not FALSE else None
                    if kept is not None:
                        ended = least((ended, 2 - self.covered(kept)))
                    found = np.minimum(found, 2 - ended)
        return found

    def doubting(self, acts: frozenset[str]) -> Truths:
        """The same truths, if it were not known whether some acts still stand."""
        return Truths(self.shared, self.axis, self.rows, doubted=acts, form=self.form)

    def without_presumptions(self) -> Truths:
        """The same truths, if nothing were presumed."""
        return Truths(self.shared, self.axis, self.rows, unpresumed=True, form=self.form)

    def _extensions(self, act: NormAct) -> list[str]:
        base = self.shared.base
        pairs = base.law.acting_on.get(act.id, ())
        return [other for other, verb in pairs if verb == "extends" and other not in base.without]

    def _within(self, act: NormAct, verb: str | None) -> Array:
        """Whether an act was known, has begun and has not ended, by its own dates."""
        lasting = for_good(act, verb)
        key = (act.id, "lasting" if lasting else "reverses" if verb == "reverses" else "")
        found = None if self.unpresumed and presumes(act) else self.shared.within.get(key)
        if found is None:
            found = constant(level(begun(act.decided, self.shared.base.known_at)))
            if found is FALSE:
                return FALSE
            found = least((found, self._begun(act, verb)))
            ends = act.end is not None and not isinstance(act.end, t.Revoked) and not lasting
            if ends and not self._extensions(act):
                found = least((found, 2 - self.ended(act, act.end or t.Revoked())))
            dates = (act.start, act.end, act.mandate)
            if not (self.unpresumed and presumes(act)) and not any(
                isinstance(d, t.Attribute) or of_party(d, self.shared.base.law) for d in dates
            ):
                self.shared.within[key] = found
        return found

    def _begun(self, act: NormAct, verb: str | None) -> Array:
        if verb == "reverses" and act.mandate is not None:
            if isinstance(act.mandate, t.Presumed):
                return UNKNOWN if self.unpresumed else self.come(presumed_mandate(act))
            return self.come(act.mandate)
        if isinstance(act.start, t.Start):
            return TRUE
        return self.come(act.start or act.decided)

    def ended(self, act: NormAct, end: t.DateSpec) -> Array:
        """Whether the day on which an act ends has come; it may be presumed (proof.acts.by_rule)."""
        if self.unpresumed and ends_by_presumption(act):
            return UNKNOWN
        return self.come(end)


def presumes(act: NormAct) -> bool:
    """Whether a day of an act is presumed: that of its mandate, or its end."""
    return isinstance(act.mandate, t.Presumed) or ends_by_presumption(act)


def ends_by_presumption(act: NormAct) -> bool:
    """Whether an act was made without notice, and says no end."""
    return act.end_by_rule and act.restraining == "restraining without notice"
