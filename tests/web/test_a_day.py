"""A day of use: readers and an editor, a law that is loaded anew, a job that is killed, a disk that is full once.

No answer is wrong, no confirmed fact is lost, and nothing that is kept grows without end.
"""

import io
import random
import shutil
from dataclasses import replace
from pathlib import Path

import pytest
from tests.web.conftest import CARRIED

PAGES = ("/position/", "/position/?status=unknown", "/awards/", "/orders/", "/answer/", "/deadlines/", "/today/")
GONE = 2**22 + 1
"""A process that is not there: beyond the numbers that a system gives."""


class OwnLaw:
    """The law of an office in a folder of its own, as the library has it or with an order of it seen a year later."""

    ORDER, SEEN, LATER = "us/cases/fresno-v-turner.md", "last_seen: 2025-11-21", "last_seen: 2026-11-20"

    def __init__(self, folder: Path) -> None:
        from comity.web.law_update import Watch

        self.file, self.watch = folder / self.ORDER, Watch()
        self.text = self.file.read_text(encoding="utf-8")
        assert self.SEEN in self.text

    def load(self, later: bool) -> bool:
        """Put the law into its folder while it is served; returns whether it was taken in."""
        self.file.write_text(self.text.replace(self.SEEN, self.LATER) if later else self.text, encoding="utf-8")
        return self.watch.look()


@pytest.fixture
def law(tmp_path, monkeypatch):
    """A law of the office's own, which a process serves."""
    from django.conf import settings

    from comity.library import law_dir
    from comity.web.keeping import serving

    folder = tmp_path / "law"
    shutil.copytree(law_dir(), folder)
    monkeypatch.setattr(settings, "CHOSEN", replace(settings.CHOSEN, law=str(folder)))
    serving.cache_clear()
    yield OwnLaw(folder)
    monkeypatch.undo()
    serving.cache_clear()


def memory() -> int:
    """The memory of this process, in bytes; 0 where the system does not say."""
    statm = Path("/proc/self/statm")
    return int(statm.read_text().split()[1]) * 4096 if statm.exists() else 0


class Day:
    """An office in use, hour by hour, the same each time; `seen` says when the law that was loaded last saw an order."""

    ORDER = "fresno-v-turner/pi"
    seen = OwnLaw.SEEN

    def __init__(self, office, awards: int, seed: int) -> None:
        from comity.web.office.entry import Entry
        from comity.web.office.facts import enter

        self.office, self.rng = office, random.Random(seed)
        self.readers = [office.client("reader"), office.client("counsel")]
        self.editor = office.client("editor")
        for client in (*self.readers, self.editor):
            client.raise_request_exception = False
        first = [Entry("awards", self.award(f"A-{at}"), access="internal") for at in range(awards)]
        self.confirmed = {fact.row for fact in enter(first, office.matter, office["editor"])}

    def award(self, id: str) -> dict[str, object]:
        values: dict[str, object] = {
            "id": id,
            "recipient": "fresno-ca",
            "program": self.rng.choice(("14.267", "97.067")),
        }
        values |= {"stage": "accepted", "accepted": f"2025-0{self.rng.randint(1, 9)}-03", "amount": "1000"}
        return {**values, "terms": CARRIED} if self.rng.random() < 0.5 else values

    def enters(self, number: int) -> None:
        """The editor enters an award, or answers a question on the page that asks it."""
        from comity.web.office.entry import Entry
        from comity.web.office.facts import enter

        access = self.rng.choice(("internal", "privileged"))
        facts = enter(
            [Entry("awards", self.award(f"N-{number}"), access=access)], self.office.matter, self.office["editor"]
        )
        self.confirmed |= {fact.row for fact in facts}

    def read(self) -> None:
        """Both readers look at a page; what it says, or that it is being worked out, they are always told."""
        for client in self.readers:
            answer = client.get(self.rng.choice(PAGES))
            assert answer.status_code == 200

    def is_right(self) -> None:
        """What is kept for each reader is what is worked out from all facts anew, and the page says as much."""
        from django.utils import timezone

        from comity.kept.sheet import sheet
        from comity.web.keeping import keeping

        for role, client in zip(("reader", "counsel"), self.readers, strict=True):
            found = keeping().make(self.office.asking(role, timezone.localdate()))
            assert found.sheet == sheet(found.question)
            assert found.law.norm_acts[self.ORDER].last_seen.day.isoformat() in self.seen
            page = client.get("/position/").content.decode()
            assert f"on {len(found.sheet.portfolio.awards)} awards of" in page

    def full_disk(self) -> None:
        """The disk is full: what is sent is refused whole, what is there can be read; then there is room again."""
        from django.db import connection
        from django.db.utils import OperationalError

        from comity.web.office.models import Fact

        def refuse(execute, sql, params, many, context):
            if sql.startswith(("INSERT", "UPDATE")):
                raise OperationalError("database or disk is full")
            return execute(sql, params, many, context)

        before = set(Fact.objects.values_list("row", flat=True))
        with connection.execute_wrapper(refuse):
            with pytest.raises(OperationalError):
                self.enters(999)
            assert self.readers[0].get("/position/").status_code == 200
        assert set(Fact.objects.values_list("row", flat=True)) == before == self.confirmed
        self.enters(1000)

    def killed_job(self) -> None:
        """A job whose process is killed says so, and comes to its end when it is run again."""
        from comity.web.jobs.import_awards import run
        from comity.web.jobs.queue import again, ask, mark_interrupted
        from comity.web.office.documents import take_in
        from comity.web.office.models import Fact, Job
        from comity.web.office.models.job import State

        user = self.office["editor"]
        file = io.BytesIO(b"id,recipient\nJ-1,fresno-ca\nJ-2,fresno-ca\n")
        number = take_in(file, "list.csv", "internal", self.office.matter, user).number
        job = ask("import-awards", self.office.matter, user, "internal", document=number)
        Job.objects.filter(pk=job.pk).update(state=State.RUNNING, process=GONE)
        assert mark_interrupted() == 1
        before = Fact.objects.count()
        again(Job.objects.get(pk=job.pk))
        assert run(Job.objects.get(pk=job.pk), lambda done, whole: None) == "2 awards entered."
        assert Fact.objects.count() == before + 2
        self.confirmed |= set(Fact.objects.order_by("-pk").values_list("row", flat=True)[:2])

    def whole(self) -> None:
        """Every confirmed fact is there, nothing else, and the chain is sound."""
        from comity.web.office.chain import faults
        from comity.web.office.models import Fact

        assert set(Fact.objects.values_list("row", flat=True)) == self.confirmed
        assert list(faults()) == []


def use(office, law, awards: int, hours: int, checked: int, seed: int = 1787) -> tuple[int, int]:
    """The hours of a day; returns the memory in its middle and at its end."""
    day, middle = Day(office, awards, seed), 0
    for hour in range(hours):
        day.enters(hour)
        day.read()
        if hour == hours // 4:
            assert law.load(later=True)
            day.seen = law.LATER
        if hour == hours // 3:
            day.full_disk()
        if hour == hours // 2:
            day.killed_job()
            middle = memory()
        if hour == 3 * hours // 4:
            assert law.load(later=False)
            day.seen = law.SEEN
        if hour % checked == checked - 1:
            day.is_right()
    day.whole()
    return middle, memory()


def test_a_day_of_use_gives_no_wrong_answer_and_loses_nothing(office, law):
    use(office, law, awards=40, hours=8, checked=4)


@pytest.mark.nightly
def test_a_long_day_on_many_awards_gives_no_wrong_answer_loses_nothing_and_keeps_its_memory(office, law):
    middle, end = use(office, law, awards=50_000, hours=24 * 6, checked=24)
    assert end < middle * 1.5
