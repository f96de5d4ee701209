"""Every page, file and route as every role: a line says who gets it, and a route that has no line fails."""

import io
import json
import re
import zipfile
from dataclasses import dataclass

import pytest
from tests.web.conftest import AWARD, CARRIED

ROLES = ("reader", "editor", "counsel", "certifier", "administrator")
OPEN_MARK, SECRET_MARK = "OPEN-AWARD-1", "SECRET-AWARD-9"
ORDER, CONDITION = "fresno-v-turner/pi", "hud-coc-fy2024/dei"
LISTS = ("csv", "json", "xlsx")


@dataclass(frozen=True)
class Route:
    """Where a page is, who gets it, in which forms; `secret` is the same page about what counsel alone may see."""

    address: str
    who: tuple[str, ...] = ROLES
    forms: tuple[str, ...] = ()
    status: int = 200
    secret: str = ""


PAGES = {
    "admin": Route("/admin/", ("administrator",)),
    "answer": Route("/answer/"),
    "article": Route("/document/2/article/", secret="/document/4/article/"),
    "award": Route(f"/award/{OPEN_MARK}/", forms=LISTS, secret=f"/award/{SECRET_MARK}/"),
    "awards": Route("/awards/", forms=LISTS),
    "certification": Route("/certification/1/", status=404),
    "certify": Route(f"/certify/?award={OPEN_MARK}", secret=f"/certify/?award={SECRET_MARK}"),
    "compare_documents": Route(
        "/documents/compare/?old=2&new=2", forms=("docx", "xlsx"), secret="/documents/compare/?old=2&new=4"
    ),
    "condition": Route(f"/condition/{CONDITION}/"),
    "council": Route("/council/"),
    "deadlines": Route("/deadlines/", forms=(*LISTS, "ics")),
    "disposal": Route("/disposal/", ("counsel",), ("csv",)),
    "document": Route("/document/2/", forms=("file",), secret="/document/4/?as=file"),
    "documents": Route("/documents/", forms=LISTS),
    "enter": Route("/enter/not-a-link"),
    "feed": Route("/calendar/not-a-secret/", status=404),
    "feeds": Route("/calendar/"),
    "holds": Route("/holds/", ("counsel", "administrator"), ("csv",)),
    "invite": Route("/invite/", ("administrator",)),
    "jobs": Route("/jobs/", ("editor", "counsel", "administrator"), ("csv",)),
    "letter": Route("/letter/letter-open/", secret="/letter/letter-secret/"),
    "letters": Route("/letters/", forms=LISTS),
    "library": Route("/library/", forms=LISTS),
    "library_preview": Route("/library/preview/", ("editor", "counsel")),
    "lists": Route("/lists/", forms=LISTS),
    "log": Route("/log/", ("counsel", "administrator"), ("csv",)),
    "matter": Route("/matter/", status=404),
    "memos": Route("/memos/"),
    "more": Route("/more/"),
    "open_data": Route("/open-data/"),
    "order": Route(f"/order/{ORDER}/", forms=LISTS),
    "orders": Route("/orders/", forms=LISTS),
    "position": Route("/position/", forms=(*LISTS, "docx", "pdf", "receipt")),
    "position_change": Route(f"/position/change/?order={ORDER}&happens=is+stayed"),
    "position_line": Route("/position/line/LINE/", forms=("csv", "json", "docx")),
    "review": Route("/document/2/review/", secret="/document/4/review/"),
    "receipts": Route("/receipts/", forms=("csv",)),
    "recipients": Route(f"/recipients/{CONDITION}/"),
    "search": Route("/search/?q=AWARD"),
    "start": Route("/"),
    "start_list": Route("/start/list/1/", secret="/start/list/3/"),
    "today": Route("/today/"),
    "tokens": Route("/tokens/", forms=("csv",)),
    "uploads": Route("/uploads/", ("editor", "counsel", "administrator"), ("csv",)),
    "you": Route("/you/"),
}
FORMS = {
    "admin": ("administrator",),
    "answer": ("editor", "counsel"),
    "certification": ("editor", "counsel", "administrator"),
    "certify": ("certifier",),
    "council": ("editor", "counsel"),
    "disposal": ("counsel",),
    "document": ("editor", "counsel"),
    "feeds": ROLES,
    "holds": ("counsel",),
    "invite": ("administrator",),
    "jobs": ("editor", "counsel"),
    "letter": ("editor", "counsel"),
    "letters": ("editor", "counsel"),
    "library_preview": ("editor", "counsel"),
    "matter": ROLES,
    "memos": ("counsel",),
    "order": ("editor", "counsel"),
    "receipts": ("editor", "counsel", "administrator"),
    "review": ("editor", "counsel"),
    "start": ROLES,
    "start_list": ("editor", "counsel"),
    "today": ROLES,
    "tokens": ROLES,
    "you": ROLES,
}
"""Who may send the form of a page; to a page that is not here nothing can be sent."""
WITHOUT_SIGN_IN = {"enter", "feed", "open_data"}
DOOR = {
    "documents": "documents",
    "facts": "facts",
    "lines": "lines",
    "positions": f"positions?award={OPEN_MARK}",
    "positions/why": f"positions/why?award={OPEN_MARK}&norm={CONDITION}",
    "receipt": "receipt",
}
POSTED = {"facts"}


@pytest.fixture
def filled(office):
    """An office that has one of everything, internal, and once more privileged; its answers worked out."""
    fill(office, "internal", "editor", OPEN_MARK, "letter-open")
    fill(office, "privileged", "counsel", SECRET_MARK, "letter-secret")
    ready(office)
    return office


def fill(office, access, by, award, letter):
    """An award, a letter, a document and a job, of one access."""
    from comity.web.jobs.queue import ask
    from comity.web.office.documents import take_in
    from comity.web.office.entry import Entry
    from comity.web.office.facts import enter

    said = {"id": letter, "title": f"A letter about {award}", "issuer": "hud", "date": "2026-10-01"}
    entries = [
        Entry("awards", {**AWARD, "id": award, "terms": CARRIED, "amount": "1000"}, access=access),
        Entry("demands", {**said, "recipients": ["fresno-ca"]}, access=access),
    ]
    enter(entries, office.matter, office[by])
    rows = f'Award number,Recipient,Amount,{award}\n{award},"Fresno, CA",1000,x\n'
    words = f"Award {award}. The recipient agrees to the terms below.\n"
    document = take_in(io.BytesIO(rows.encode()), f"{award}.csv", access, office.matter, office[by])
    take_in(io.BytesIO(words.encode()), f"{award}.txt", access, office.matter, office[by])
    ask("import-awards", office.matter, office[by], access, document=document.number)


def ready(office):
    """Work out what pages of today ask, for those who see alike; returns a line that everybody sees."""
    from django.utils import timezone

    from comity.web.keeping import keeping

    kept = [keeping().make(office.asking(role, timezone.localdate())) for role in ("counsel", "reader")]
    return next(line.id for line in kept[-1].lines if line.answer.norm == CONDITION)


def shown(answer):
    """What an answer tells: its bytes, of an archive those of its members; without what is another each time."""
    content = answer.content
    if content.startswith(b"PK"):
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            content = b"\n".join(archive.read(name) for name in archive.namelist())
    return re.sub(rb'(csrfmiddlewaretoken" value=")[^"]*', rb"\1", content)


def asked(client, address, form=""):
    """A page or a file of it."""
    joined = "&" if "?" in address else "?"
    return client.get(f"{address}{joined}as={form}" if form else address)


def test_every_page_has_a_line(data):
    from comity.web.urls import pages

    assert set(PAGES) == set(pages())
    assert {name for name, page in pages().items() if getattr(page, "OPEN", False)} == WITHOUT_SIGN_IN


def test_every_route_of_the_api_has_a_line(data):
    from comity.web.api.door import api

    found = {
        (f"{prefix.strip('/')}/{at.strip('/')}".rstrip("/"), method)
        for prefix, router in api()._routers
        for at, view in router.path_operations.items()
        for operation in view.operations
        for method in operation.methods
    }
    assert found == {(name, "GET") for name in DOOR} | {(name, "POST") for name in POSTED}


@pytest.mark.parametrize("role", ROLES)
def test_each_role_gets_its_pages_and_files_and_no_other(filled, role):
    client, line = filled.client(role), ready(filled)
    for name, route in PAGES.items():
        for form in ("", *route.forms):
            answer = asked(client, route.address.replace("LINE", line), form)
            wanted = route.status if role in route.who else 403
            assert answer.status_code == wanted, (name, form)
            if role != "counsel":
                assert SECRET_MARK.encode() not in shown(answer), (name, form)
                assert b"letter-secret" not in shown(answer), (name, form)
        if route.secret and role != "counsel":
            found = asked(client, route.secret)
            assert found.status_code in (200, 404), name
            assert found.status_code == 404 or SECRET_MARK.encode() not in shown(found).split(b"<main")[-1], name
        elif route.secret:
            assert SECRET_MARK.encode() in shown(asked(client, route.secret)), name


@pytest.mark.parametrize("role", [None, "stranger"])
def test_who_is_no_member_gets_nothing_of_an_office(filled, role):
    client, line = filled.client(role), ready(filled)
    for name, route in PAGES.items():
        for form in ("", *route.forms):
            answer = asked(client, route.address.replace("LINE", line), form)
            if name not in WITHOUT_SIGN_IN:
                assert answer.status_code == (302 if role is None else 400), (name, form)
            for mark in (OPEN_MARK, SECRET_MARK, "letter-open"):
                assert mark.encode() not in answer.content.replace(route.address.encode(), b""), (name, form)


def test_nobody_opens_a_matter_of_others(filled):
    from comity.web.people.models import Matter

    Matter.objects.create(number=2, name="Other", government="houston-tx")
    for role in ROLES:
        client = filled.client(role)
        assert client.post("/matter/", {"matter": "1"}).status_code == 302
        assert client.post("/matter/", {"matter": "2"}).status_code == 404


def test_every_page_that_takes_a_form_has_a_line(data):
    from comity.web.urls import pages

    assert set(FORMS) == {name for name, page in pages().items() if hasattr(page, "TAKES")}


@pytest.mark.parametrize("role", [*ROLES, "stranger", None])
def test_each_role_sends_its_forms_and_no_other(filled, role):
    """An empty form: who may send it is told what it lacks, or what it does is done; of the others nothing is changed."""
    from comity.web.office.models import Fact, Job, LetterWork

    def there():
        return [model.objects.count() for model in (Fact, Job, LetterWork)]

    before = there()
    for name, route in PAGES.items():
        if name in WITHOUT_SIGN_IN:
            continue
        client = filled.client(role)  # a form may end the session
        status = client.post(route.address.replace("LINE", "0" * 12), {}).status_code
        if role is None:
            assert status == 302, name
        elif role == "stranger":
            assert status == 400, name
        elif role in FORMS.get(name, ()):
            assert status in (200, 302, 400, 404), name
        else:
            assert status == (405 if name not in FORMS and role in route.who else 403), name
    assert there() == before


def addresses(patterns, before=""):
    """Every address that leads somewhere, with a word in place of what it takes."""
    for one in patterns:
        at = before + re.sub(
            r"<\w*:?(\w+)>", "1", str(one.pattern).removeprefix("^").removesuffix("$").removesuffix(r"\Z")
        )
        inner = getattr(one, "url_patterns", None)
        yield from addresses(inner, at) if inner is not None else [at]


@pytest.mark.parametrize("role", ["counsel", "administrator", None])
def test_no_address_takes_a_form_that_another_site_sent(filled, role):
    from django.test import Client

    from comity.web.urls import urlpatterns

    client = Client(SERVER_NAME="localhost", enforce_csrf_checks=True)
    if role is not None:
        client.force_login(filled[role], "allauth.account.auth_backends.AuthenticationBackend")
    tried = list(addresses(urlpatterns))
    assert len(tried) > len(PAGES)
    for address in tried:
        if not address.startswith("api/"):  # which takes no cookie
            status = client.post(f"/{re.sub(r'[(].*?[)]', '1', address)}", {"number": "1", "what": "hold"}).status_code
            assert status in (403, 404, 405), address


def test_within_a_form_each_line_needs_its_own_right(filled):
    from comity.web.office.models import Hold
    from comity.web.people.models import Matter

    assert filled.client("editor").post("/letter/letter-open/", {"what": "hold"}).status_code == 403
    assert not Hold.objects.exists()
    assert filled.client("counsel").post("/letter/letter-open/", {"what": "hold"}).status_code == 302
    assert Hold.objects.count() == 1
    for role in ROLES:
        status = filled.client(role).post("/", {"government": "Houston, TX"}).status_code
        assert status == (302 if role == "administrator" else 403), role
    assert Matter.objects.count() == 2
    for role in ("reader", "certifier", "administrator"):
        file = io.BytesIO(b"words")
        file.name = "a.txt"
        assert filled.client(role).post("/", {"file": file, "access": "internal"}).status_code == 400, role


@pytest.mark.parametrize("role", ROLES)
def test_each_role_gets_by_the_api_what_it_may_see(filled, role):
    from django.test import Client

    from comity.web.people.tokens import make_token

    token = make_token(filled[role], filled.matter, "t", ["read", "read-privileged", "enter"], 1)
    client = Client(SERVER_NAME="localhost", headers={"authorization": f"Bearer {token}"})
    for name, address in DOOR.items():
        answer = client.get(f"/api/{address}")
        assert answer.status_code == 200, name
        assert SECRET_MARK.encode() not in answer.content or role == "counsel", name
    assert (SECRET_MARK.encode() in client.get("/api/facts").content) is (role == "counsel")
    assert (client.get(f"/api/positions?award={SECRET_MARK}").status_code == 200) is (role == "counsel")
    row = [{"table": "awards", "access": "internal", "values": {**AWARD, "id": f"BY-{role}"}}]
    entered = client.post("/api/facts", json.dumps(row), content_type="application/json")
    assert entered.status_code == (201 if role in ("editor", "counsel") else 403)


def test_what_is_privileged_changes_no_byte_that_others_get(office):
    """Every page and every file of a reader, before there is anything privileged and after."""
    fill(office, "internal", "editor", OPEN_MARK, "letter-open")

    def told():
        client, line = office.client("reader"), ready(office)
        return {
            (name, form): (answer.status_code, shown(answer))
            for name, route in PAGES.items()
            for form in ("", *route.forms)
            for answer in [asked(client, route.address.replace("LINE", line), form)]
        }

    told()
    before = told()
    fill(office, "privileged", "counsel", SECRET_MARK, "letter-secret")
    after = told()
    assert {key: after[key] == before[key] for key in before} == dict.fromkeys(before, True)
