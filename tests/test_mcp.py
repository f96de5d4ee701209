"""The tools for a language model, asked as a client of the protocol asks: read-only, with proofs, refusals and no guess."""

import asyncio

import mcp
import pytest

CHICAGO = {"party": "chicago-il", "norm": "jag-fy2017/notice", "as_of": "2018-01-24", "suppose": "attached"}


@pytest.fixture(scope="module")
def asked():
    """Ask a tool by name; the answer is plain values."""
    from comity.mcp import server

    made = server()

    def ask(tool, **given):
        async def one():
            async with mcp.Client(made) as client:
                return (await client.call_tool(tool, given)).structured_content

        return asyncio.run(one())

    ask.server = made
    return ask


def test_the_tools_are_five_and_only_read(asked):
    async def listed():
        async with mcp.Client(asked.server) as client:
            return (await client.list_tools()).tools

    tools = asyncio.run(listed())
    assert {one.name for one in tools} == {"position", "why", "timeline", "search", "list"}
    for one in tools:
        assert one.annotations.read_only_hint
        assert one.description
        assert all("description" in part or "title" in part for part in one.input_schema["properties"].values())


def test_why_answers_with_the_proof_as_python_does(asked):
    import comity

    answer = asked("why", **CHICAGO)
    said = {name: value for name, value in CHICAGO.items() if name not in ("party", "norm")}
    found = comity.open().why(CHICAGO["party"], CHICAGO["norm"], **said)
    assert [one["status"] for one in answer["answers"]] == [one.status for one in found]
    assert answer["answers"][0]["proof"]
    assert answer["memo"] == found.memo()
    assert answer["law_read_to"] > "2026"


def test_position_gives_each_answer_with_its_proof_and_says_how_many_it_left_out(asked):
    answer = asked("position", party="chicago-il", as_of="2018-07-01", most=3)
    assert len(answer["answers"]) == 3
    assert answer["left_out"] == answer["count"] - 3 > 0
    assert all(one["proof"] for one in answer["answers"])


def test_a_timeline_a_search_and_a_list_find_what_is_there(asked):
    given = {"party": "chicago-il", "norm": "jag-fy2017/notice", "suppose": "attached"}
    changes = asked("timeline", **given)["changes"]
    assert "blocked" in [one["after"]["status"] for one in changes if one["after"]]
    assert sorted(one["on"] for one in changes) == [one["on"] for one in changes]
    assert any("fresno" in one["name"] for one in asked("search", words="fresno turner")["found"])
    found = asked("list", kind="courts", words="illinois northern")
    assert [one["name"] for one in found["names"]] == ["ilnd"]


@pytest.mark.parametrize(("tool", "given", "words"), [
    ("position", {"party": "chicgo-il"}, "chicago-il"), ("position", {"party": "chicago-il", "as_of": "2026-13-01"}, "2026-13-01"),
    ("why", {**CHICAGO, "norm": "jag-fy2017/notise"}, "jag-fy2017/notice"), ("why", {**CHICAGO, "suppose": "something"}, "something"),
    ("list", {"kind": "cort"}, "courts"),
])  # fmt: skip
def test_what_cannot_be_asked_is_refused_with_what_would_be_right(asked, tool, given, words):
    answer = asked(tool, **given)
    assert words in f"{answer['refused']['message']} {answer['refused']['hint']}"
    assert answer.keys() == {"refused"}


def test_no_tool_opens_an_office(asked):
    async def listed():
        async with mcp.Client(asked.server) as client:
            return (await client.list_tools()).tools

    named = {name for one in asyncio.run(listed()) for name in one.input_schema["properties"]}
    assert not named & {"data", "record", "folder", "file", "path", "law"}
