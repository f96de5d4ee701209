"""What commands print with --json is what their published schemas say, for answers of every kind."""

import json

import jsonschema_rs
import pytest

from comity.answers.schemas import FORMS, schema_of
from comity.cli.main import application

WHEN = ("--as-of", "2018-01-24")
ASKED = {
    "position": [
        ("position", "chicago-il", *WHEN),
        ("position", "fresno-ca", "--as-of", "2026-06-01"),
        ("position", "los-angeles-ca", "--as-of", "2018-07-01"),
    ],
    "why": [
        ("why", "chicago-il", "jag-fy2017/notice", *WHEN, "--suppose", "attached"),
        ("why", "new-york-city-ny", "jag-fy2017/notice", "--as-of", "2020-08-15", "--suppose", "attached"),
        ("why", "fresno-ca", "hud-coc-fy2024/dei", "--as-of", "2026-06-01", "--suppose", "attached"),
    ],
    "timeline": [("timeline", "chicago-il", "jag-fy2017/notice", "--suppose", "attached")],
    "compare": [("compare", "chicago-il", "--from", "2017-09-01", "--to", "2018-01-24")],
    "demands": [("demands", *WHEN), ("demands", "--as-of", "2025-09-01")],
    "statements": [("statements",)],
    "recipients": [
        ("recipients", "jag-fy2017/notice", *WHEN),
        ("recipients", "hud-coc-fy2024/dei", "--as-of", "2026-06-01"),
    ],
    "search": [("search", "continum", "of", "care"), ("search", "FAA")],
    "list": [("list", "courts", "illinois")],
    "sources": [("check", "--sources")],
    "error": [("position", "nowhere-zz"), ("position", "chicago-il", "--suppose", "nonsense"), ("show", "none/none")],
}


@pytest.mark.parametrize(("form", "words"), [(form, words) for form, asked in ASKED.items() for words in asked])
def test_what_is_printed_has_the_form_that_is_published(form, words, capsys):
    with pytest.raises(SystemExit):
        application("comity.cli").main([*words, "--json"], prog_name="comity")
    found = json.loads(capsys.readouterr().out)
    assert found
    checker = jsonschema_rs.Draft202012Validator(schema_of(form))
    assert [error.message for error in checker.iter_errors(found)][:3] == []


@pytest.mark.parametrize("form", FORMS)
def test_every_schema_is_one_and_has_a_case(form):
    jsonschema_rs.meta.validate(schema_of(form))
    assert form in ASKED


def test_a_form_that_is_none_is_refused_with_the_nearest(capsys):
    with pytest.raises(SystemExit) as end:
        application("comity.cli").main(["schema", "positions"], prog_name="comity")
    assert end.value.code == 2
    assert "position" in capsys.readouterr().err
