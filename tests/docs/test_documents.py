"""docs/documents.md is what the commands print."""

import re
from pathlib import Path

import pytest

from comity.cli.main import application
from comity.intake.documents.proposals import KINDS

PAGE = Path(__file__).parents[2] / "docs" / "documents.md"
TEXT = PAGE.read_text(encoding="utf-8")
LETTER = """\
U.S. Department of Justice

January 24, 2018

City of Chicago

Dear Superintendent:

Please provide all documents on compliance with 8 U.S.C. 1373 no later than February 23, 2018.

Should you fail to respond in a timely manner, we will subpoena the documents.

Sincerely,
"""


@pytest.fixture
def run(capsys, monkeypatch, tmp_path):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "letter.txt").write_text(LETTER, encoding="utf-8")

    def running(*args):
        capsys.readouterr()
        with pytest.raises(SystemExit) as ended:
            application("comity.cli").main(list(args), prog_name="comity")
        out, err = capsys.readouterr()
        assert ended.value.code == 0, err
        return re.sub(r"\b[0-9a-f]{12,64}\b", "SHA", out)

    return running


def test_the_page_shows_what_is_printed(run, tmp_path):
    shown = re.findall(r"```\n\$ comity (read .*?)\n(.*?)\n```", TEXT, re.S)
    (command, expected), *_ = shown
    assert run(*command.split()).strip() == expected.strip()
    review = tmp_path / "review" / "review.yaml"
    review.write_text(review.read_text().replace("decide: ''", "decide: yes", 1))
    line, out = re.search(r"\$ comity (confirm [^\n]*)\n(.*?)\n\$", TEXT, re.S).groups()
    import shlex

    assert run(*shlex.split(line)).strip() == out.strip()
    asked = re.search(r"\$ comity (demands [^\n]*)\n", TEXT)[1]
    assert "2018-02-23" in run(*asked.split()) or "February 23, 2018" in run(*asked.split())


def test_the_python_of_the_page_runs(run, tmp_path):
    for code in re.findall(r"```python\n(.*?)```", TEXT, re.S):
        exec(compile(code, str(PAGE), "exec"), {})


def test_every_kind_has_its_line():
    table = TEXT.split("| kind | becomes |", 1)[1].split("\n\n", 1)[0]
    named = {word for line in table.splitlines()[2:] for word in re.findall(r"\w+", line.split("|")[1])}
    assert named == set(KINDS)


def test_what_is_added_by_words_on_the_page_is_a_review():
    import yaml

    (block,) = re.findall(r"```yaml\n(.*?)```", TEXT, re.S)
    for one in yaml.safe_load(block)["added"]:
        assert {field["name"] for field in one["fields"]} <= set(KINDS[one["kind"]])
