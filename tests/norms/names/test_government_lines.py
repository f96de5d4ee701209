"""A line is the same whether it is looked for in the text or taken from all; what is not there is not found."""

from pathlib import Path

import pytest

from comity.norms.names import government_tables
from comity.norms.names.government_lines import FEW, GovernmentLines

TABLE = (Path(government_tables.__file__).parent / "reference" / "governments.csv").read_bytes()
LINES = dict.fromkeys(TABLE.decode().splitlines()[1:])
BY_SHORT = {line.partition(",")[0]: line for line in LINES}


def test_the_table_is_in_the_order_of_ids():
    ids = [line.split(",", 2)[1].encode() for line in LINES]
    assert ids == sorted(ids)
    assert b"\r" not in TABLE


def test_every_state_and_its_first_and_last_lines_are_found_one_by_one():
    by_state: dict[str, list[str]] = {}
    for short in BY_SHORT:
        by_state.setdefault(short[-2:], []).append(short)
    assert len(by_state) == 56
    for shorts in by_state.values():
        lines = GovernmentLines(TABLE)
        for short in (shorts[0], shorts[len(shorts) // 2], shorts[-1]):
            assert lines[short] == BY_SHORT[short]
        assert "_all" not in lines.__dict__  # they were looked for


@pytest.mark.parametrize(
    "name", ["", "a", "zz", "chicago", "chicago-zz", "hicago-il", "chicago-il,", "us-doj", "-il", "é-il"]
)
def test_what_is_not_there_is_not_found(name):
    lines = GovernmentLines(TABLE)
    assert name not in lines
    assert lines.get(name, "other") == "other"
    with pytest.raises(KeyError):
        lines[name]


def test_whoever_asks_for_many_gets_them_from_all():
    lines = GovernmentLines(TABLE)
    asked = list(BY_SHORT)[:: len(BY_SHORT) // (FEW + 20)]
    assert len(asked) > FEW
    assert {short: lines[short] for short in asked} == {short: BY_SHORT[short] for short in asked}
    assert "_all" in lines.__dict__
    assert list(lines.items()) == list(BY_SHORT.items())
    assert len(lines) == len(BY_SHORT)


def test_a_table_without_a_last_line_end_holds_its_last_line():
    table = b"short,id,name\nak,ocd-division/country:us/state:ak,Alaska\nwy,ocd-division/country:us/state:wy,Wyoming"
    lines = GovernmentLines(table)
    assert lines["wy"] == "wy,ocd-division/country:us/state:wy,Wyoming"
    assert lines["ak"].endswith(",Alaska")
    assert "al" not in lines
    assert list(lines) == ["ak", "wy"]
