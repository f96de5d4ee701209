"""Skeletons: they check as they stand, are laid out, and their cases pass within the library."""

import json
import shutil

import pytest

from comity.library import law_dir

ORDER = ("new", "order", "--title", "Dallas v. Department of Justice", "--by", "txnd", "--on", "2019-12-10")
ORDERS = {
    "named": "dallas-tx, austin-tx",
    "a state and its subdivisions": "every government within tx",
    "its cities": "every city within tx",
    "everyone": "everyone",
    "everyone but one": "everyone except dallas-tx",
    "by date": "dallas-tx since 2019-12-10",
}


def test_skeletons_check_and_their_cases_pass(comity, tmp_path):
    """As they stand, in one library: an order for each way to name parties, a notice, an instrument."""
    library = tmp_path / "law"  # whose pages are shown as those of the packaged law, and so read once
    library.mkdir()
    for inner in law_dir().iterdir():
        shutil.copytree(inner, library / inner.name) if inner.is_dir() else shutil.copy(inner, library)
    norms = ("--norms", "jag-fy2016/certification")  # no order of the library is on it
    texas = "every government within tx"
    made = {f"order-{at}": (*ORDER, *norms, "--for", parties) for at, parties in enumerate(ORDERS.values())}
    made["notice"] = ("new", "notice", *ORDER[2:5], "us-doj-ojp", *ORDER[6:], *norms, "--for", texas)
    made["conditions"] = (
        "new",
        "instrument",
        "--title",
        "Conditions of 2030",
        "--by",
        "us-doj-ojp",
        "--on",
        "2030-10-01",
    )
    for id, args in made.items():
        result = comity(*args, "--id", id, "--into", tmp_path)
        assert (result.code, result.err) == (0, "")
        assert "run `comity check" in result.out
        assert comity("fmt", "--check", tmp_path / f"{id}.md").code == 0
    # Orders on one norm bear on one another's cases, so each is tested as if the others had not been made.
    others = {id: "".join(f"  given      without {o}/{n}\n" for o, n in names(made) if o != id) for id in made}
    for id in made:
        text = (tmp_path / f"{id}.md").read_text()
        (library / f"{id}.md").write_text(
            text.replace("  given      attached\n", "  given      attached\n" + others[id])
        )
    checked = comity("check", library)
    assert checked.code == 0, checked.out
    for id in made:
        found = json.loads(comity("test", library, "--only", id, "--json").out)
        assert found["failed"] == 0, found
        assert found["expectations"] == (2 if id in ("order-3", "conditions") else 3)
    single = comity("check", tmp_path / "notice.md")
    assert single.code == 0
    assert comity("test", tmp_path / "notice.md").out == "2 cases, 3 expectations, 0 failed.\n"


def names(made):
    return [(id, "waiver" if id == "notice" else "injunction") for id in made if id != "conditions"]


def test_an_order_restrains_the_department_whose_condition_it_blocks(comity):
    made = comity(*ORDER, "--norms", "dhs-tc-fy2025/cooperation", "--for", "dallas-tx")
    assert "  restrains  us-dhs\n" in made.out


def test_printed_without_a_folder(comity):
    made = comity(*ORDER, "--norms", "jag-fy2019/certification", "--for", "dallas-tx", "--docket", '3:19-cv-"1"')
    assert made.out.startswith("---\nid: dallas-v-department-of-justice\n")
    assert 'docket: "3:19-cv-\\"1\\""' in made.out


@pytest.mark.parametrize(
    ("args", "message"),
    [
        (("new", "ordr", *ORDER[2:]), "Did you mean `order`?"),
        (("new", "law", *ORDER[2:]), "There are: order, instrument, notice."),
        ((*ORDER,), "a skeleton of an order needs --norms and --for"),
        ((*ORDER, "--norms", "jag-fy2019/certificaton", "--for", "dallas-tx"), "`jag-fy2019/certification`"),
        ((*ORDER, "--norms", "jag-fy2019/certification", "--for", "dalas-tx"), "Did you mean `dallas-tx`?"),
        ((*ORDER, "--norms", "jag-fy2019/certification", "--for", "evry city within tx"), "cannot stand after `for`"),
        ((*ORDER[:3], "", *ORDER[4:]), "needs a title"),
        (("new", "order", "--title", "X", "--by", "txnx", "--on", "2019-12-10"), "no court is named `txnx`"),
        (("new", "notice", "--title", "X", "--by", "us-doj-opj", "--on", "2019-12-10"), "Did you mean `us-doj-ojp`?"),
        (("new", "instrument", "--title", "X", "--by", "us-doj", "--on", "soon"), "`soon` is not a date"),
        (("new", "instrument", "--title", "X", "--by", "us-doj", "--on", "2019-12-10", "--id", "A b"), "`a-b`"),
        (("new", "instrument", "--title", "X", "--by", "us-doj", "--on", "2019-12-10", "--into", "/nowhere"), "no folder"),
    ],
)  # fmt: skip
def test_refused(refused, args, message):
    assert message in refused(*args)


def test_never_over_a_file(comity, refused, tmp_path):
    file = tmp_path / "jag-2030.md"
    file.write_text("mine")
    made = ("new", "instrument", "--title", "X", "--by", "us-doj", "--on", "2030-10-01", "--id", "jag-2030")
    assert "exists" in refused(*made, "--into", tmp_path)
    assert file.read_text() == "mine"
    assert [p.name for p in tmp_path.iterdir()] == ["jag-2030.md"]


@pytest.mark.parametrize(
    ("of_kind", "by"),
    [
        ("statute", "us"),
        ("regulation", "us-hud"),
        ("executive order", "us-president"),
        ("state law", "tx"),
        ("local law", "ames-ia"),
        ("award terms", "us-doj-ojp"),
    ],
)
def test_a_skeleton_for_each_kind_of_instrument_checks_and_its_cases_pass(comity, tmp_path, of_kind, by):
    made = comity(
        *("new", "instrument", "--kind", of_kind, "--title", "A rule", "--by", by, "--on", "2030-10-01"),
        *("--cite", "8 U.S.C. § 1373(a)", "--into", tmp_path),
    )
    assert (made.code, made.err) == (0, "")
    assert f"kind: {of_kind}\n" in (tmp_path / "a-rule.md").read_text()
    if of_kind == "award terms":
        return  # its act is one of the library
    assert comity("fmt", "--check", tmp_path / "a-rule.md").code == 0
    assert comity("test", tmp_path / "a-rule.md").out == "1 case, 2 expectations, 0 failed.\n"


def test_a_kind_of_instrument_there_is_not_is_refused(comity):
    made = comity("new", "instrument", "--kind", "statue", "--title", "A", "--by", "us", "--on", "2030-10-01")
    assert (made.code, made.out) == (2, "")
    assert "Did you mean `statute`?" in made.err
