"""Small laws as sites: hostile text is shown as text, the same law makes the same bytes, a folder is never overwritten."""

import csv
import datetime as dt
import io
import json
import os
import re
import subprocess
import sys
from importlib.resources import files

import pytest
from tests.brief.site.reading import read

from comity.brief.site.build import MANIFEST, gather, site_files, write
from comity.brief.site.html import el, is_safe, join
from comity.brief.site.search import words
from comity.errors import Refused

DAY = dt.date(2026, 11, 24)
ATTACK = "<script>alert(1)</script>"
FILE = f"""---
id: hostile
title: 'A law "with" {ATTACK} & <b>marks</b>'
kind: statute
level: federal
issuer: us
cite: 'Terms of {ATTACK}'
in_force: 2017-01-01
basis: memory
verbatim: no
checked: 2026-11-23
sources: ["javascript:alert(1)", "https://example.org/?a=1&b=<i>", "{ATTACK}"]
note: 'A note {ATTACK}'
---

# A law

Prose with {ATTACK}, <img src=x onerror=alert(1)>, ![picture](https://evil.example/p.png), [link](javascript:alert(1)),
[good](https://example.org/), [data](data:text/html,hi), <https://example.org/auto>, &lt;b&gt;.

<div onclick="alert(1)">
block
</div>

#### Skipped levels {ATTACK}

> Quoted {ATTACK} words "and" <b>marks</b>.

```comity
act keep "keep {ATTACK} out"
norm n "title {ATTACK}"
  cites      "Terms of {ATTACK}"
  binds      every state
  must       keep
```

```html
{ATTACK}
```

```comity
case "case {ATTACK}"
  given      attached
  on         2018-01-01 expect n for il in force
```
"""


@pytest.fixture
def hostile(tmp_path):
    law = tmp_path / "law"
    law.mkdir()
    (law / "hostile.md").write_text(FILE)
    record = tmp_path / "record"
    record.mkdir()
    (record / "record.yaml").write_text("title: none\n")
    return law, [record]


def test_hostile_text_is_shown_as_text(hostile):
    found = site_files(gather(*hostile, DAY))
    for path, data in found.items():
        text = data.decode()
        if path == "search-index.js":
            assert "<" not in text
            continue
        if not path.endswith(".html"):
            continue
        page = read(text)
        assert "<script>" not in text, path
        assert page.handlers == [], path
        assert page.unclosed == [], path
        assert "<img" not in text, path
        assert "<b>marks" not in text, path
        assert not any(load.startswith("http") for load in page.loads), path
        assert not any(link.lower().startswith(("javascript:", "data:")) for link in page.links), path
        assert all(b <= a + 1 for a, b in zip(page.headings, page.headings[1:], strict=False)), path
    shown = found["law/hostile.html"].decode()
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in shown
    assert "&lt;img src=x onerror=alert(1)&gt;" in shown
    assert '<a href="https://example.org/">good</a>' in shown
    assert "javascript:alert(1)" in shown  # as words, in the list of sources


def test_what_a_page_answers_is_beside_it_as_files_that_run_nothing(hostile):
    law, record = hostile
    text = (law / "hostile.md").read_text()
    (law / "hostile.md").write_text(text.replace('norm n "title', "norm n \"=HYPERLINK('x')"))
    found = site_files(gather(law, record, DAY))
    page = found["government/il.html"].decode()
    assert {"il.csv", "il.json"} <= {link.rpartition("/")[2] for link in read(page).links}
    (row,) = csv.DictReader(io.StringIO(found["government/il.csv"].decode()))
    assert (row["as_of"], row["norm"], row["status"]) == (DAY.isoformat(), "hostile/n", "in_force")
    assert row["title"].startswith("'=HYPERLINK")
    said = json.loads(found["government/il.json"])
    assert said["as_of"] == DAY.isoformat()
    assert [(one["norm"], one["title"][0]) for one in said["rows"]] == [("hostile/n", "=")]


def test_a_page_without_answers_has_no_files(hostile):
    found = site_files(gather(*hostile, DAY))
    assert {path for path in found if path.endswith(".csv")} == {
        path.replace(".html", ".csv") for path, data in found.items() if b"These answers as a file" in data
    }


def test_no_heading_of_a_table_is_wrapped_within_a_word():
    rules = re.findall(r"([^{}]+){([^}]*)}", (files("comity.brief.site") / "site.css").read_text())
    (heads,) = [rule for selector, rule in rules if selector.strip() == "thead th"]
    assert "overflow-wrap: normal" in heads
    assert "hyphens: none" in heads


def test_the_same_law_makes_the_same_bytes(hostile, tmp_path):
    digests = set()
    for seed in ("1", "2"):
        program = (
            "import hashlib, sys, datetime as dt, pathlib\n"
            "from comity.brief.site.build import gather, site_files\n"
            "law, record = map(pathlib.Path, sys.argv[1:])\n"
            "found = site_files(gather(law, [record], dt.date(2026, 11, 24)))\n"
            "print(hashlib.sha256(b''.join(k.encode() + v for k, v in found.items())).hexdigest())\n"
        )
        environment = {**os.environ, "PYTHONHASHSEED": seed, "PYTHONPATH": os.pathsep.join(sys.path)}
        command = [sys.executable, "-c", program, str(hostile[0]), str(hostile[1][0])]
        digests.add(subprocess.run(command, env=environment, capture_output=True, text=True, check=True).stdout)
    assert len(digests) == 1


def test_a_later_run_takes_away_what_it_does_not_make(hostile, tmp_path):
    out = tmp_path / "out"
    first = write(gather(*hostile, DAY), out)
    stale = out / "norm" / "gone.html"
    stale.write_text("gone")
    listed = json.loads((out / MANIFEST).read_text())
    listed["files"] += ["norm/gone.html", "../../record/record.yaml"]
    (out / MANIFEST).write_text(json.dumps(listed))
    assert write(gather(*hostile, DAY), out) == first
    assert not stale.exists()
    assert (hostile[1][0] / "record.yaml").exists()


def test_a_folder_with_other_files_is_refused(hostile, tmp_path):
    out = tmp_path / "mine"
    out.mkdir()
    (out / "thesis.txt").write_text("mine")
    with pytest.raises(Refused):
        write(gather(*hostile, DAY), out)
    assert [f.name for f in out.iterdir()] == ["thesis.txt"]


def test_the_command_makes_it_and_says_what_it_made(hostile, tmp_path):
    law, (record,) = hostile
    out = tmp_path / "site"
    command = [
        sys.executable,
        "-m",
        "comity.cli",
        "site",
        "--out",
        str(out),
        "--law",
        str(law),
        "--record",
        str(record),
    ]
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)}
    done = subprocess.run([*command, "--json"], env=environment, capture_output=True, text=True, check=True)
    said = json.loads(done.stdout)
    assert said["pages"] == len(list(out.rglob("*.html")))
    assert said["files"] == len([f for f in out.rglob("*") if f.is_file()])
    (tmp_path / "file").write_text("")
    command[command.index(str(out))] = str(tmp_path / "file")
    refused = subprocess.run(command, env=environment, capture_output=True, text=True)
    assert refused.returncode == 2
    assert "is a file" in refused.stderr


def test_a_folder_without_law_is_refused(tmp_path):
    with pytest.raises(Refused):
        gather(tmp_path, None, DAY)


def test_markup_escapes_text_and_refuses_links_that_lead_astray():
    assert el("p", "a < b", title='"') == '<p title="&quot;">a &lt; b</p>'
    assert join(["<", el("b", ">")], " & ") == "&lt; &amp; <b>&gt;</b>"
    assert not is_safe("java\tscript:alert(1)")
    assert not is_safe("vbscript:x")
    with pytest.raises(ValueError, match="not a link"):
        el("a", "x", href="javascript:alert(1)")


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("8 U.S.C. 1373", ["8", "usc", "1373"]),
        ("No. 17-2991 (7th Cir.)", ["17", "2991", "7th", "cir"]),
        ("", []),
        ("the of and", []),
    ],
)
def test_words_of_the_search(text, kept):
    assert words(text) == kept


def test_every_verb_of_the_language_has_its_words_and_its_bar():
    """A law of one's own may use verbs that no act of the library has: the site stopped at them."""
    from comity.brief.english import VERB_PAST
    from comity.brief.site import graphic, pieces
    from comity.vocabulary import Verb

    verbs = {verb.value for verb in Verb}
    assert verbs <= set(VERB_PAST)
    assert verbs <= set(pieces.VERBS)
    assert verbs <= set(graphic.VERBS)
    assert verbs <= set(graphic.KIND)
    assert set(graphic.KIND.values()) <= {*graphic.NAMES, "ended"}
