"""Every page, as every role: none is open that does not say so, and rows are reached in one way alone."""

import ast
from pathlib import Path

import pytest

WEB = Path(__file__).parents[2] / "src" / "comity" / "web"
EXAMPLE = {"id": "0123456789ab", "secret": "x", "number": "1"}


def pages():
    from comity.web.urls import pages

    return pages()


def address(page):
    found = "/" + page.PATH
    for name, value in EXAMPLE.items():
        for kind in ("str", "path", "int"):
            found = found.replace(f"<{kind}:{name}>", value)
    return found


def test_no_page_is_open_that_does_not_say_so(office):
    nobody = office.client(None)
    for name, page in pages().items():
        answer = nobody.get(address(page))
        if getattr(page, "OPEN", False) is True:
            assert answer.status_code in (200, 404), name
        else:
            assert answer.status_code == 302, name
            assert answer.headers["Location"].startswith("/account/login/"), name


def test_open_pages_are_known():
    assert {name for name in pages() if getattr(pages()[name], "OPEN", False)} <= {
        "enter",
        "feed",
        "open_data",
        "health",
    }


def test_a_stranger_sees_no_matter(office):
    office.award("internal", id="HIDDEN-1")
    stranger = office.client("stranger")
    for name, page in pages().items():
        answer = stranger.get(address(page), follow=True)
        assert b"HIDDEN-1" not in answer.content, name


def test_pages_exports_and_routes_reach_rows_in_one_way():
    """`Model.objects.visible_to(...)` of what an office holds; nothing raw, no other manager, no cursor."""
    holding = {"Fact", "Payload", "Document", "Content", "Job", "LetterWork", "Certification", "MemoGiven"}
    wrong = []
    for folder in ("pages", "exports", "api", "look"):
        for file in sorted((WEB / folder).rglob("*.py")):
            for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
                if isinstance(node, ast.Attribute) and node.attr in (
                    "_base_manager",
                    "_default_manager",
                    "raw",
                    "cursor",
                    "connection",
                ):
                    wrong.append(f"{file.name}:{node.lineno} {node.attr}")
                if (
                    isinstance(node, ast.Attribute)
                    and isinstance(node.value, ast.Attribute)
                    and node.value.attr == "objects"
                    and isinstance(node.value.value, ast.Name)
                    and node.value.value.id in holding
                    and node.attr != "visible_to"
                ):
                    wrong.append(f"{file.name}:{node.lineno} {node.value.value.id}.objects.{node.attr}")
    assert wrong == []


def test_nothing_outside_the_application_imports_django():
    wrong = []
    for file in sorted(WEB.parent.rglob("*.py")):
        inside = file.relative_to(WEB.parent).parts
        if inside[0] == "web":
            continue
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            names = (
                [a.name for a in node.names]
                if isinstance(node, ast.Import)
                else [node.module or ""]
                if isinstance(node, ast.ImportFrom)
                else []
            )
            wrong += [str(file) for name in names if name.split(".")[0] in ("django", "allauth", "ninja", "csp")]
    assert wrong == []


@pytest.mark.parametrize("query", ["on=yesterday", "on=2026-13-01", "on=2026-01-02&known=2026-01-01", "on=9999-01-01"])
def test_a_question_that_cannot_be_asked_is_refused_in_words(office, query):
    answer = office.client("reader").get(f"/position/?{query}")
    assert answer.status_code == 400
    assert b"cannot be shown" in answer.content
