"""The words of pages take no side: none that says what to do or how safe one is; swapping parties changes nothing else."""

import re
from pathlib import Path

import pytest

WEB = Path(__file__).parents[2] / "src" / "comity" / "web"
FORBIDDEN = (
    r"protected", r"safe(?:ly)?", r"exposed", r"may refuse", r"you should", r"must comply", r"falls?", r"win(?:s|ning)?", r"won", r"lost",
    r"loses?", r"victor\w*", r"illegal(?:ly)?", r"unlawful(?:ly)?", r"sanctuary", r"attack(?:s|ed)?", r"crackdown", r"sign(?:ing)? off",
    "trump", "biden", "obama", "bush", "clinton", "democrats?", "republicans?", "red states?", "blue states?", "liberal", "conservative",
)  # fmt: skip
"""Words that say what to do, how safe one is, who won, that take a side or name one. Quoted text of the law may have them."""
PATTERN = re.compile(r"\b(" + "|".join(FORBIDDEN) + r")\b", re.IGNORECASE)
MARKUP = re.compile(r"{%.*?%}|{{.*?}}|<[^>]*>", re.DOTALL)
STRINGS = re.compile(r'"([^"\n]{12,})"')
PAGES = sorted((WEB / "pages").glob("*.py")) + sorted((WEB / "exports").glob("*.py"))
TEMPLATES = sorted((WEB / "look" / "templates").rglob("*.html"))


def said(file: Path) -> str:
    """What a file puts before a reader: the text of a template, the sentences of a module without its docstrings."""
    text = file.read_text(encoding="utf-8")
    if file.suffix == ".html":
        return MARKUP.sub(" ", text)
    without = re.sub(r'"""[\s\S]*?"""', "", text)
    return "\n".join(one for one in STRINGS.findall(without) if " " in one)


@pytest.mark.parametrize("file", [*TEMPLATES, *PAGES], ids=lambda file: file.name)
def test_a_page_says_none_of_the_forbidden_words(file):
    assert PATTERN.findall(said(file)) == []


def test_the_lint_finds_what_it_forbids():
    for words in ("You are protected here", "it falls", "certify safely", "You should sign", "an EXPOSED award"):
        assert PATTERN.search(words)


def test_statuses_are_never_red_or_green():
    style = (WEB / "look" / "static" / "app.css").read_text(encoding="utf-8")
    for written in re.findall(r"#([0-9a-f]{3}|[0-9a-f]{6})\b", style):
        digits = written if len(written) == 6 else "".join(2 * one for one in written)
        red, green, blue = (int(digits[at : at + 2], 16) for at in (0, 2, 4))
        # a colour is red or green where that part stands out over blue and over the other
        assert not (red > blue + 60 and red > green + 60), f"#{written} is red"
        assert not (green > blue + 40 and green > red + 40), f"#{written} is green"


def test_every_status_has_its_own_icon_and_its_own_words():
    from comity.brief.office_words import ICONS, STATUS
    from comity.vocabulary import Status

    assert set(STATUS) == set(ICONS) == {one.value for one in Status}
    assert len(set(STATUS.values())) == len(STATUS)
    assert len(set(ICONS.values())) == len(ICONS)
