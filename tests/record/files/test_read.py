"""Files become rows whose values know their places, whatever the format; and no file makes a reader raise."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from comity.record.files.read import read_rows

COLUMNS = ("id", "title", "url", "note")


def read(path, text: str | bytes):
    path.write_bytes(text.encode() if isinstance(text, str) else text)
    return read_rows(path, COLUMNS, path.name)


def place(row, *at):
    found, excerpt = row.where(at)
    return found.line, found.column, excerpt[found.column - 1 : found.column - 1 + found.width]


def test_a_csv_cell_knows_its_line_and_column(tmp_path):
    text = 'id,title,url\ns1,"A, ""quoted""\ntitle",u1\n\ns2,Title,u2\n'
    rows, faults = read(tmp_path / "t.csv", text)
    assert not faults
    assert [row.values for row in rows] == [
        {"id": "s1", "title": 'A, "quoted"\ntitle', "url": "u1"},
        {"id": "s2", "title": "Title", "url": "u2"},
    ]
    first, second = rows
    assert place(first, "id") == (2, 1, "s1")
    assert place(first, "title")[:2] == (2, 4)
    assert place(first, "url") == (3, 8, "u1")
    assert place(second, "url") == (5, 10, "u2")
    assert place(second)[:2] == (5, 1)


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_lines_may_end_in_any_way_and_a_byte_order_mark_is_no_letter(end, tmp_path):
    rows, faults = read(tmp_path / "t.csv", "\ufeff" + end.join(["id,title", "s1,One", "s2,Two", ""]))
    assert not faults
    assert [row.values["title"] for row in rows] == ["One", "Two"]
    assert place(rows[1], "title") == (3, 4, "Two")


def test_an_empty_cell_a_null_and_a_missing_key_are_absent(tmp_path):
    csv, _ = read(tmp_path / "t.csv", "id,title,url\ns1, ,\n")
    yaml, _ = read(tmp_path / "t.yaml", '- {id: s1, title: null, url: ""}\n- id: s1\n  note:\n')
    assert [row.values for row in csv] == [{"id": "s1"}]
    assert [row.values for row in yaml] == [{"id": "s1"}] * 2


def test_a_yaml_scalar_stays_the_text_that_it_is(tmp_path):
    rows, faults = read(tmp_path / "t.yaml", "- id: 16.710\n  title: no\n  url: 2018-01-24\n  note: [0x10, 1e3, ~x]\n")
    assert not faults
    assert rows[0].values == {"id": "16.710", "title": "no", "url": "2018-01-24", "note": ["0x10", "1e3", "~x"]}
    assert place(rows[0], "url") == (3, 3, "url: 2018-01-24")
    assert place(rows[0], "note", 1) == (4, 16, "1e3, ~x]")
    assert place(rows[0], "nothing")[:2] == (1, 3)


def test_an_empty_yaml_table_has_no_rows(tmp_path):
    assert read(tmp_path / "t.yaml", "# nothing yet\n") == ([], [])


def test_a_bomb_of_aliases_is_refused_at_once(tmp_path):
    lines = ["- &a0 [x, x]"] + [f"- &a{n} [*a{n - 1}, *a{n - 1}]" for n in range(1, 60)]
    rows, faults = read(tmp_path / "t.yaml", "\n".join(lines))
    assert (rows, len(faults)) == ([], 1)
    assert "Anchors and aliases" in faults[0].sentence


def test_a_parquet_value_knows_its_row_and_column(tmp_path):
    import pyarrow as pa
    import pyarrow.parquet as pq

    path = tmp_path / "t.parquet"
    pq.write_table(pa.table({"id": ["s1", "s2"], "colour": ["red", "blue"], "title": [None, "Two"]}), path)
    rows, faults = read_rows(path, COLUMNS, "t.parquet")
    assert [fault.render() for fault in faults] == [
        "t.parquet:1:2: There is no column `colour`.\n  The columns are: id, title, url, note."
    ]
    assert [row.values for row in rows] == [{"id": "s1"}, {"id": "s2", "title": "Two"}]
    assert place(rows[1], "title")[:2] == (2, 3)


@pytest.mark.parametrize("cut", [0, 4, 40, 200])
def test_a_damaged_parquet_file_is_a_fault(cut, tmp_path):
    import pyarrow as pa
    import pyarrow.parquet as pq

    path = tmp_path / "t.parquet"
    pq.write_table(pa.table({"id": ["s1"] * 50}), path)
    data = path.read_bytes()
    path.write_bytes(data[:cut] + b"\xff" * 60 + data[cut + 60 :])
    rows, faults = read_rows(path, COLUMNS, "t.parquet")
    assert faults or rows


@settings(max_examples=60, deadline=None)
@given(st.one_of(st.binary(max_size=200), st.text(alphabet='ab,;"\n\r\t:-[]{}&*!#|> ', max_size=80).map(str.encode)))
def test_no_file_makes_a_reader_raise(data):
    import tempfile
    from pathlib import Path

    with tempfile.TemporaryDirectory() as folder:
        for kind in ("csv", "yaml", "parquet"):
            path = Path(folder) / f"t.{kind}"
            path.write_bytes(data)
            rows, faults = read_rows(path, COLUMNS, path.name)
            for row in rows:
                assert set(row.values) <= set(COLUMNS)
                for name in row.values:
                    row.where((name,))
            for fault in faults:
                fault.render()
