"""Bad input: a clear message on stderr, exit 2, nothing on stdout, nothing half-written."""

import pytest

WHY = ("why", "chicago-il", "jag-fy2017/notice", "--as-of", "2018-07-01")


@pytest.mark.parametrize(
    ("args", "message", "hint"),
    [
        (("position", "chicgo-il"), "no government or agency is named `chicgo-il`", "`chicago-il`"),
        (("position", "Qwertyuiop"), "no government or agency is named `Qwertyuiop`", "Use a name like chicago-il"),
        (("why", "chicago-il", "jag-fy2017/notise"), "no norm is named", "Did you mean `jag-fy2017/notice`?"),
        (("timeline", "chicago-il", "qqq"), "no norm is named `qqq`", "`comity show` lists the instruments."),
        (("why", "chicago-il", "jag-fy2017"), "is an instrument with 3 norms", "jag-fy2017/access, jag-fy2017/cert"),
        (("position", "chicago-il", "--forum", "ca99"), "no court is named `ca99`", "Did you mean `ca9`?"),
        (("position", "chicago-il", "--as-of", "2018-13-01"), "`2018-13-01` is not a date", "2018-01-24"),
        (("position", "chicago-il", "--as-of", "20180101"), "`20180101` is not a date", "2018-01-24"),
        (("position", "chicago-il", "--as-of", "24.1.2018"), "`24.1.2018` is not a date", "2018-01-24"),
        (
            ("position", "chicago-il", "--as-of", "2018-07-01", "--known-at", "2017-01-01"),
            "known at 2017-01-01 is before the day asked about",
            "`--known-at` must not be earlier than `--as-of`",
        ),
        (("position", "chicago-il", "--award", "NOPE"), "no award `NOPE` is on record", "Awards are named by their id"),
        (("timeline", "chicago-il", "jag-fy2017/notice", "--award", "NOPE"), "no award `NOPE` is on record", ""),
        (("compare", "chicago-il"), "nothing to compare", "--without ORDER"),
        (("compare", "chicago-il", "--from", "2018-01-01"), "`--from` and `--to` go together", "Give both days"),
        (("compare", "chicago-il", "--to", "2018-01-01"), "`--from` and `--to` go together", "Give both days"),
        (
            ("compare", "chicago-il", "--without", "chicago-v-sessions/pj"),
            "no order, holding",
            "chicago-v-sessions/pi`",
        ),
        (
            ("compare", "chicago-il", "--from", "2018-01-24", "--to", "2018-07-01", "--known-at", "2018-01-24"),
            "known at 2018-01-24 is before the second day",
            "`--known-at` must not be earlier than `--to`",
        ),
        (("position", "a\x1b[31mb"), "`a\N{REPLACEMENT CHARACTER}[31mb`", ""),
        (("position", ""), "no government or agency is named ``", "chicago-il"),
        (("compare", "chicago-il", "--with", "/nowhere.md"), "/nowhere.md", "cannot be read"),
        (("show", "jag-fy2017/notise"), "no norm, act on norms or instrument is named", "Did you mean"),
        (("demands", "--only", "doj-2018-01-23"), "no demand is named", "Did you mean `doj-2018-01-24`?"),
        (("demands", "--only", "qqq"), "no demand is named", "There are: "),
        (("demands", "--norm", "qqq/qqq"), "no norm is named", ""),
        (("statements", "--only", "qqq"), "no statement is named", "There are: sessions-2017"),
        (
            ("statements", "--source", "article-2019"),
            "no statement is from a source named",
            "Did you mean `article-2018`?",
        ),
        (("test", "--only", "chicago-v-session"), "no instrument is named", "Did you mean `chicago-v-sessions`?"),
        (("position", "ca", "--law", "/nowhere"), "/nowhere", "no such folder"),
        (("position", "ca", "--record", "/nowhere"), "/nowhere", "cannot be read"),
        (("test", "/nowhere"), "/nowhere", "no such folder"),
        (("check", "/nowhere"), "no law file or folder", ""),
        (("check", "--law", "/nowhere"), "no law file or folder", ""),
        (("fmt", "/nowhere"), "/nowhere", "no such folder"),
        (("position",), "Missing argument", ""),
        (("position", "ca", "--asof", "2018-01-01"), "--asof", "--as-of"),
    ],
    ids=lambda v: " ".join(v) if isinstance(v, tuple) else "",
)
def test_refused(refused, args, message, hint):
    said = refused(*args)
    assert message in said
    assert hint in said


def test_an_ambiguous_name_lists_its_candidates(refused):
    said = refused("position", "Springfield")
    assert "`Springfield` may be any of" in said
    assert "springfield-il               Springfield, IL (city)" in said
    assert "Use the short name of the one you mean" in said


@pytest.mark.parametrize(
    ("facts", "message", "hint", "caret"),
    [
        ("atached", "`atached` is not a fact.", "Did you mean `attached`?", 1),
        ("chicago-il does keep-acces-policy", "No act is named `keep-acces-policy`.", "`keep-access-policy`", 17),
        ("attached; chicago-il does keep-acces-policy", "No act is named", "`keep-access-policy`", 17),
        ("chicgo-il does keep-access-policy", "No government, agency or list", "`chicago-il`", 1),
        ("foo of chicago-il is yes", "No question is named `foo`.", "Declare it", 1),
        ("limits-status-sharing of chicago-il is 3", "is answered by yes or no; this is a number", "", 40),
        ("award.stage is oferred", "is never `oferred`", "Did you mean `offered`?", 16),
        ("award.accepted is 2017-40-01", "The calendar has no day 2017-40-01.", "year, month, day", 19),
        ("without chicago-v-sessions/pj", "No order, holding", "`chicago-v-sessions/pi`", 9),
        ("", "names no fact", "`attached`", None),
        (" ; ", "names no fact", "`attached`", None),
    ],
)
def test_a_faulty_supposition(refused, facts, message, hint, caret):
    said = refused(*WHY, "--suppose", facts)
    assert message in said
    assert hint in said
    if caret is not None:
        assert f"--suppose:1:{caret}: " in said
        assert said.splitlines()[2].index("^") == caret + 1  # below the word, in the excerpt's own indent of two


def test_every_faulty_fact_is_named_at_once(refused):
    said = refused(*WHY, "--suppose", "chicgo-il does keep-access-policy; chicago-il does qqq")
    assert "chicgo-il" in said
    assert "`qqq`" in said


LAW = """---
id: {id}
title: A law
kind: statute
level: federal
issuer: us-doj
cite: "8 U.S.C. 1373"
in_force: 2017-01-01
basis: source
verbatim: no
checked: 2026-01-01
sources: [a book]
---

# A law

```comity
act do-it "do it"

{statement}
```
"""
NORM = 'norm n\n  cites      "8 U.S.C. 1373(a)"\n  binds      every state\n  must       do-it'
ORDER = "order {name}\n  court      ilnd\n  decided    2017-02-01\n  {verb:<10} {target}\n  for        {parties}"


@pytest.fixture
def law(tmp_path):
    folder = tmp_path / "law"
    folder.mkdir()
    (folder / "a.md").write_text(LAW.format(id="a", statement=NORM))
    return folder


@pytest.fixture
def record(tmp_path):
    folder = tmp_path / "record"
    folder.mkdir()
    (folder / "record.yaml").write_text("title: Nothing\n")
    (folder / "sources.csv").write_text("id,title\ns,a source\n")
    return folder


def test_a_small_law_of_ones_own(comity, law, record):
    result = comity("position", "ca", "--law", law, "--record", record, "--as-of", "2018-01-01")
    assert (result.code, result.err) == (0, "")
    assert "a/n" in result.out


def test_packaged_records_that_do_not_fit_a_small_law_are_left_out_aloud(comity, law, record):
    result = comity("position", "ca", "--law", law, "--as-of", "2018-01-01", "--json")
    said = result.err.splitlines()
    assert result.code == 0
    assert said[0].startswith("comity: the packaged records us-2018-jag and us-2025 are not read: names that this law")
    assert "--record" in said[1]
    alone = comity("position", "ca", "--law", law, "--record", record, "--as-of", "2018-01-01", "--json")
    assert result.out == alone.out
    assert comity("position", "ca", "--as-of", "2018-01-01", "--json").err == ""


def test_a_folder_without_law(refused, tmp_path, record):
    (tmp_path / "empty").mkdir()
    assert "no law file" in refused("position", "ca", "--law", tmp_path / "empty", "--record", record)
    assert "no law file" in refused("check", tmp_path / "empty")


def _block(text):
    return f"\n```comity\n{text}\n```\n"


def malformed(law):
    (law / "b.md").write_text("no front matter\n```comity\nnorm\n")


def not_text(law):
    (law / "b.md").write_bytes(b"\xff\xfe\x00bad")


def cyclic(law):
    one = ORDER.format(name="one", verb="stays", target="two", parties="everyone")
    two = ORDER.format(name="two", verb="stays", target="one", parties="everyone")
    (law / "a.md").write_text(LAW.format(id="a", statement=f"{NORM}\n\n{one}\n\n{two}"))


def contradictory(law):
    order = ORDER.format(name="one", verb="blocks", target="n", parties="chicago-il except chicago-il")
    (law / "a.md").write_text(LAW.format(id="a", statement=f"{NORM}\n\n{order}"))


def one_id_twice(law):
    (law / "a.md").write_text(LAW.format(id="a", statement=f"{NORM}\n\n{NORM}"))


def two_files_one_id(law):
    (law / "deeper").mkdir()
    (law / "deeper" / "a.md").write_text((law / "a.md").read_text())


def symlink_loop(law):
    (law / "self").symlink_to(law)


def link_to_nothing(law):
    (law / "x.md").symlink_to(law / "y.md")
    (law / "y.md").symlink_to(law / "x.md")


def a_hundred_megabytes(law):
    with (law / "b.md").open("wb") as file:
        file.truncate(100_000_000)


@pytest.mark.parametrize(
    ("spoil", "message"),
    [
        (malformed, "A law file begins with front matter."),
        (not_text, "This file is not UTF-8 text."),
        (cyclic, "A cycle: "),
        (contradictory, "`chicago-il` is both named and excepted."),
        (one_id_twice, "There is a second `a/n`."),
        (two_files_one_id, "Two files have the id `a`."),
        (symlink_loop, "leads back into a folder above it"),
        (link_to_nothing, "x.md:1:1: "),
        (a_hundred_megabytes, "larger than 4,000,000 bytes"),
    ],
)
def test_faulty_law(refused, comity, law, record, spoil, message):
    spoil(law)
    before = {p: p.read_bytes() for p in law.glob("*.md") if not p.is_symlink() and p.stat().st_size < 1_000_000}
    assert message in refused("position", "ca", "--law", law, "--record", record)
    assert message in refused("test", law)
    checked = comity("check", law)
    assert (checked.code, message in checked.out) == (1, True)
    assert "Traceback" not in checked.err
    assert before == {p: p.read_bytes() for p in before}


def columns(record):
    (record / "awards.csv").write_text("id,recipient,colour\nx,chicago-il,red\n")


def types(record):
    (record / "awards.csv").write_text("id,recipient,amount,source\nx,chicago-il,much,s\n")


def twice(record):
    (record / "awards.csv").write_text("id,recipient,source\nx,chicago-il,s\nx,chicago-il,s\n")


def record_not_text(record):
    (record / "awards.csv").write_bytes(b"id,recipient\n\xff\xfe,\x00\n")


def long_line(record):
    (record / "awards.csv").write_text("id,recipient,note,source\nx,chicago-il," + "a" * 2_000_000 + ",s\n")


@pytest.mark.parametrize(
    ("spoil", "message"),
    [
        (columns, "colour"),
        (types, "much"),
        (twice, "`x`"),
        (record_not_text, "UTF-8"),
        (long_line, "1,000,000"),
    ],
)
def test_faulty_record(refused, record, spoil, message):
    spoil(record)
    said = refused("position", "ca", "--record", record)
    assert "record/awards.csv:" in said
    assert message in said


def test_a_faulty_file_with_compare(refused, tmp_path):
    file = tmp_path / "x-v-y.md"
    file.write_text(LAW.format(id="x-v-y", statement=ORDER.format(name="o", verb="blocks", target="jag-fy2017/notise",
                                                                    parties="chicago-il")))  # fmt: skip
    for command in (("compare", "chicago-il"), WHY):
        said = refused(*command, "--with", file)
        assert "x-v-y.md:" in said
        assert "Did you mean `jag-fy2017/notice`?" in said
