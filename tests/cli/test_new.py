"""Skeletons: they check as they stand, are laid out, and their cases pass within the library."""

import json

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


@pytest.fixture
def checked(comity, tmp_path):
    """Check, lay out and test a written file within the library."""

    def run(file):
        check = comity("check", file)
        assert check.code == 0, check.out
        assert comity("fmt", "--check", file).code == 0
        folder = tmp_path / "law"
        folder.symlink_to(law_dir())
        both = tmp_path / "both"
        both.mkdir()
        for inner in law_dir().iterdir():
            (both / inner.name).symlink_to(inner)
        (both / file.name).write_text(file.read_text())
        tested = comity("test", both, "--only", file.stem, "--json")
        assert tested.code == 0, tested.out
        found = json.loads(tested.out)
        assert found["failed"] == 0
        return found["expectations"]

    return run


@pytest.mark.parametrize("parties", ORDERS.values(), ids=ORDERS)
def test_an_order(comity, checked, tmp_path, parties):
    made = comity(*ORDER, "--norms", "jag-fy2019/certification", "--for", parties, "--into", tmp_path)
    assert made.code == 0, made.err
    file = tmp_path / "dallas-v-department-of-justice.md"
    assert "run `comity check" in made.out
    assert "  restrains  us-doj\n" in file.read_text()
    assert checked(file) == (2 if parties == "everyone" else 3)


def test_a_notice(comity, checked, tmp_path):
    made = ("new", "notice", "--title", "Notice for Texas", "--by", "us-doj-ojp", "--on", "2019-12-10")
    comity(*made, "--norms", "jag-fy2019/certification", "--for", "every government within tx", "--into", tmp_path)
    assert checked(tmp_path / "notice-for-texas.md") == 3


def test_an_instrument(comity, checked, tmp_path):
    made = ("new", "instrument", "--title", "JAG award conditions of 2030", "--by", "us-doj-ojp", "--on", "2030-10-01")
    comity(*made, "--id", "jag-2030", "--into", tmp_path)
    assert checked(tmp_path / "jag-2030.md") == 2


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
