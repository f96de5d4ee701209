"""Words that are not what they look like: digits, letters, controls, tags, in every file that Comity reads and in what it prints."""

from __future__ import annotations

from pathlib import Path

import pytest

import comity
from comity.disk.plain_form import dump
from comity.intake.mapping import read_mapping
from comity.intake.sheets.values import award_number, comma_is_decimal, day, dollars, listing, year
from comity.library import law_dir, records_dir
from comity.norms.library import check_law, law_files
from comity.record.load import load_record
from comity.text.characters import NOT_TEXT, printable, wrong_character
from comity.text.faults import Fault, Faults, Place
from comity.text.page import parse_page

STEERING = {
    "escape": "\x1b", "nul": "\0", "bell": "\x07", "delete": "\x7f", "c1": "\x9b", "next line": "\x85",
    "line separator": "\u2028", "override": "\u202e", "isolate": "\u2066", "mark": "\u200e", "invisible": "\u200b",
    "tag": "\U000e0041", "half": "\ud800", "arabic mark": "\u061c",
}  # fmt: skip
DIGITS = {"bengali": "\u09ea", "arabic": "\u0664", "fullwidth": "\uff14", "mathematical": "\U0001d7d2"}


def escaped(character: str) -> str:
    """As YAML writes it in quotation marks."""
    return f"\\U{ord(character):08x}"


def law_text(front: str = "", body: str = "") -> str:
    return f"---\nid: a\n{front}---\n\n{body}\n"


@pytest.mark.parametrize("name", STEERING)
def test_no_steering_character_comes_in(name: str, tmp_path: Path) -> None:
    """As itself and behind an escape; in front matter, prose, blocks, records and mappings."""
    character = STEERING[name]
    _, faults = parse_page(law_text(f'note: "a {escaped(character)} b"\n'), "a.md")
    assert faults, "law, escaped"
    record = tmp_path / "record"
    record.mkdir()
    about = 'title: "a ' + escaped(character) + ' b"\n'
    (record / "record.yaml").write_text(about)
    law, _ = check_law([], tmp_path)
    with pytest.raises(Faults):
        load_record([record], law)
    (record / "record.yaml").write_text("title: t\n")
    claim = '[{""status"": ""a \\u%04x""}]' % (ord(character) if ord(character) < 0x10000 else 0x202E)
    (record / "statements.csv").write_text(f'id,party,claims\ns,chicago-il,"{claim}"\n')
    with pytest.raises(Faults):
        load_record([record], law)
    mapping = tmp_path / "mapping.yaml"
    mapping.write_text(f'columns: {{fain: "a{escaped(character)}b"}}\n')
    with pytest.raises(Faults):
        read_mapping(mapping)
    if name == "half":
        return  # which no file can hold as itself
    law_file = tmp_path / "law" / "a.md"
    law_file.parent.mkdir()
    for text in (law_text("", f"Words {character} here."), law_text("", f'```comity\nact b "c{character}"\n```')):
        law_file.write_text(text, newline="")
        assert check_law([law_file], law_file.parent)[1], "law"
    (record / "statements.csv").unlink()
    (record / "parties.csv").write_text(f"short,name,kind\na-b,A{character}B,city\n", newline="")
    with pytest.raises(Faults):
        load_record([record], law)


@pytest.mark.parametrize("digit", DIGITS.values(), ids=DIGITS)
@pytest.mark.parametrize("column", ["amount", "fiscal_year", "accepted", "program", "id"])
def test_other_digits_are_not_digits_in_a_record(tmp_path: Path, digit: str, column: str) -> None:
    values = {"id": "A4", "recipient": "chicago-il", "amount": "40000", "fiscal_year": "2014", "program": "16.734"}
    values |= {"accepted": "2014-01-24", "source": "s"}
    law, _ = check_law([], tmp_path)
    record = tmp_path / "record"
    record.mkdir()
    (record / "record.yaml").write_text("title: t\n")
    (record / "sources.csv").write_text("id,title\ns,t\n")

    def write(values: dict[str, str]) -> None:
        (record / "awards.csv").write_text(",".join(values) + "\n" + ",".join(values.values()) + "\n")

    write(values)
    assert len(load_record([record], law).awards) == 1
    write(values | {column: values[column].replace("4", digit)})
    with pytest.raises(Faults):
        load_record([record], law)


@pytest.mark.parametrize("digit", DIGITS.values(), ids=DIGITS)
def test_other_digits_are_not_digits_in_a_sheet(digit: str) -> None:
    """In no kind of cell, whatever else it holds: the value is not known, and the import says of how many."""
    cells = {
        dollars: ("4", "$40,000", "$4.5M", "(4)", "40.000,00", "USD 4"),
        day: ("2014-01-04", "1/4/14", "Oct 4, 2018", "41734", "4-Oct-18"),
        year: ("2014", "FY14"),
        listing: ("14.218", "CFDA 16.734", "16734", "16.4"),
        award_number: ("2014-DJ-BX-0004", "A-4", "FAIN: A-4"),
    }
    for read, texts in cells.items():
        for text in texts:
            found = read(text.replace("4", digit))
            assert (found.value, found.more) == (None, ()), text
            assert found.note == f"has a digit that is not one of 0 to 9: U+{ord(digit):04X}"
    assert day(f"1{digit}.01.2018", forms=("%d.%m.%Y",)).value is None
    assert not comma_is_decimal([f"12{digit},50"])


def test_no_pattern_of_the_source_takes_other_digits() -> None:
    r"""`\d` and `isdigit` mean the digits of every script; what is read is asked for `[0-9]`."""
    source = Path(comity.__file__).parent
    found = [
        f"{path.relative_to(source)}: {line.strip()}"
        for path in source.rglob("*.py")
        if "migrations" not in path.parts and path.name != "characters.py"  # which looks for them
        for line in path.read_text(encoding="utf-8").splitlines()
        if "\\d" in line or ".isnumeric(" in line
    ]
    assert found == []


@pytest.mark.parametrize("digit", DIGITS.values(), ids=DIGITS)
def test_other_digits_are_not_digits_in_law(digit: str) -> None:
    found = wrong_character(f"when award.amount is at least ${digit}0,000")
    assert found is not None
    assert found[2] == "Write it as `4`."


@pytest.mark.parametrize("word", ["chic\u0430go-il", "\uff4aag-fy2017", "n\u03bfrm", "jag-fy2\u041e17", "\u2160I-a"])
def test_letters_that_look_alike_are_faults_with_a_hint(word: str) -> None:
    found = wrong_character(f"  binds      {word}")
    assert found is not None
    assert found[2].startswith("Write it as `")


def test_words_of_other_languages_are_words() -> None:
    """Whole words in another script, accents, signs of the law: none of them passes for another."""
    for line in ("§ 1373(a) — “words”", "Doña Ana County", "Кобург", "αβγ", "Cañon City, ½ of 1 %", "n° 5…"):
        assert wrong_character(line) is None


def test_the_packaged_law_and_records_are_text() -> None:
    for path in (*law_files(law_dir()), *records_dir().rglob("*.csv"), *records_dir().rglob("*.yaml")):
        for line in path.read_text(encoding="utf-8").splitlines():
            assert wrong_character(line.replace("\t", " ")) is None, f"{path}: {line}"


@pytest.mark.parametrize("name", STEERING)
def test_nothing_printed_steers_a_terminal(name: str) -> None:
    character = STEERING[name]
    for text in (
        printable(f"a{character}b"),
        Fault(Place(f"a{character}.md", 1), f"`{character}` is wrong.", f"h{character}", f"x{character}y").render(),
    ):
        assert not NOT_TEXT.search(text)
        assert character not in text


@pytest.mark.parametrize(
    "front",
    [
        "note: &a [x]\n", "title: *a\n", "<<: {title: b}\n", "base: &b {title: b}\nnote:\n  <<: *b\n", "note: !!str x\n",
        "note: !x y\n", "note: !!python/object/apply:os.system [ls]\n", "? !!str a\n: b\n", "&k note: x\n",
    ],
)  # fmt: skip
def test_front_matter_is_a_plain_list_of_values(front: str) -> None:
    page, faults = parse_page(law_text(front), "a.md")
    assert faults
    assert page.front == {}


def test_a_bomb_of_aliases_is_a_fault_at_once() -> None:
    """922 bytes that would be a thousand million values."""
    lines = ["a0: &a0 [" + "x, " * 9 + "x]"]
    lines += [f"a{n}: &a{n} [" + f"*a{n - 1}, " * 9 + f"*a{n - 1}]" for n in range(1, 10)]
    page, faults = parse_page(law_text("\n".join(lines) + "\n"), "a.md")
    assert [fault.sentence for fault in faults] == ["Anchors and aliases are not accepted in front matter."]
    assert page.front == {}


@pytest.mark.parametrize(
    "value", ["1:2:3", "0x1f", "0b11", "0o17", "017", "1_000", "1e3", ".inf", ".nan", "on", "off", "=", "12:30:45"]
)
def test_a_value_of_front_matter_stays_the_text_it_is(value: str) -> None:
    page, faults = parse_page(law_text(f"docket: {value}\n"), "a.md")
    assert (page.front["docket"], faults) == (value, [])


def test_plain_values_are_read() -> None:
    import datetime as dt

    page, _ = parse_page(law_text("a: 2018-01-24\nb: yes\nc: 17\nd: 16.7\ne: ~\nf: false\ng: word\n"), "a.md")
    values = [page.front[key] for key in "abcdefg"]
    assert values == [dt.date(2018, 1, 24), True, 17, 16.7, None, False, "word"]


def test_a_half_character_can_be_kept() -> None:
    assert dump(("\ud800",), tuple[str, ...])
