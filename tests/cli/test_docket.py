"""comity docket: what is wrong with a look is said of the command line, in whose words it was, and nothing is kept of it."""

import pytest

ORDER = "fresno-v-turner/pi"


@pytest.mark.parametrize(("order", "said", "expected"), [
    (ORDER, ("--seen", "narrowed"), "`--seen narrowed` does not say whom the order still protects."),
    (ORDER, ("--seen", "stands", "--to", "fresno-ca"), "`--to` is for an order that was narrowed, and `--seen` says stands."),
    (ORDER, ("--seen", "ended", "--to", "fresno-ca"), "`--to` is for an order that was narrowed, and `--seen` says ended."),
    (ORDER, ("--seen", "narrowed", "--to", "fresnoca"), "Did you mean `fresno-ca`?"),
    (ORDER, ("--seen", "gone"), "`seen` is never `gone`."),
    (ORDER, ("--seen", "stands", "--on", "2026-13-01"), "`2026-13-01` is not a date."),
    ("fresno-v-turner/pix", ("--seen", "stands"), "Did you mean `fresno-v-turner/pi`?"),
])  # fmt: skip
def test_what_is_wrong_is_said_without_a_place_in_a_file(comity, tmp_path, order, said, expected):
    found = comity("docket", order, *said, "--record", tmp_path / "office")
    assert found.code == 2
    assert expected in found.err
    assert "docket_checks" not in found.err
    assert not (tmp_path / "office").exists()


def test_every_fault_is_said_at_once(comity, tmp_path):
    found = comity("docket", "fresno-v-turner/pix", "--seen", "gone", "--record", tmp_path / "office")
    assert "Did you mean `fresno-v-turner/pi`?" in found.err
    assert "It is one of: stands, stayed, narrowed, ended." in found.err


def test_a_narrowing_is_kept_with_those_it_still_protects(comity, tmp_path):
    office = tmp_path / "office"
    to = ("--to", "Eureka, CA", "--to", "fresno-ca")
    found = comity("docket", ORDER, "--seen", "narrowed", *to, "--on", "2026-11-20", "--record", office)
    assert (found.code, found.err) == (0, "")
    assert "narrowed on 2026-11-20" in found.out
    asked = ("hud-coc-fy2024/dei", "--suppose", "attached", "--as-of", "2026-11-30", "--record", office)
    assert "Barred" in comity("why", "fresno-ca", *asked).out.partition("Asked in")[0]
