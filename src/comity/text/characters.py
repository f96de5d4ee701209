"""Which characters count as text: none that control a terminal, reverse a line, or pass for another.

Held wherever words come in, also behind an escape of YAML or JSON; and what goes out goes through `printable`.
"""

from __future__ import annotations

import re
import unicodedata

# Controls (C0 but tab and line ends, DEL, C1), line and paragraph separators, what turns lines around, invisible
# characters, interlinear marks, tags, halves of characters, and what is no character at all.
_NOT_TEXT = (
    "\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u061c\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufdd0-\ufdef\ufff9-\ufffb\ufffe\uffff"
    "\ud800-\udfff\U000e0000-\U000e007f"
)
NOT_TEXT = re.compile(f"[{_NOT_TEXT}]")
# Letters and signs that look like one of ASCII; what of Greek and Cyrillic looks like no other is left alone.
_ALIKE = {
    **dict(zip("аАВсСеЕНіІјЈКМоОрРѕЅТхХуУҮһԁԛԜԝѵ", "aABcCeEHiIjJKMoOpPsSTxXyYYhdqWwv", strict=True)),
    **dict(zip("ΑΒΕΖΗΙΚΜΝΟΡΤΥΧοναρυχγι", "ABEZHIKMNOPTYXovapuxyi", strict=True)),
    **{chr(code): chr(code - 0xFEE0) for code in range(0xFF01, 0xFF5F)},
    **dict(zip("ıɑɡⅠⅤⅩⅬⅭⅮⅯⅰⅴⅹⅼⅽⅾⅿℓ", "iagIVXLCDMivxlcdml", strict=True)),
}
_ANY_ALIKE = re.compile("[" + "".join(_ALIKE) + "]")
_DIGIT = re.compile(r"(?=\d)[^0-9]")
_WORD = re.compile(r"[\w\-]+")


def wrong_character(line: str) -> tuple[int, str, str] | None:
    """The first character of a line that is not text: its index, a sentence and a hint.

    >>> wrong_character("due $\u09ea0,000"), wrong_character("§ 1373(a), Español")
    ((5, 'A digit here is not one of 0 to 9: U+09EA.', 'Write it as `4`.'), None)
    """
    if line.isascii() and line.isprintable():
        return None
    if found := NOT_TEXT.search(line):
        return found.start(), f"A character here is not text: U+{ord(found[0]):04X}.", "Take it out."
    if found := _DIGIT.search(line):
        hint = f"Write it as `{unicodedata.decimal(found[0])}`."
        return found.start(), f"A digit here is not one of 0 to 9: U+{ord(found[0]):04X}.", hint
    for word in _WORD.finditer(line):
        if (at := look_alike(word[0])) is not None and re.search("[A-Za-z0-9]", word[0]):
            return word.start() + at, f"A letter here looks like another: U+{ord(word[0][at]):04X}.", meant(word[0][at])
    return None


def other_digit(text: str) -> str | None:
    """The first digit of a text that is not one of 0 to 9.

    >>> other_digit("$\u09ea0"), other_digit("$40")
    ('\u09ea', None)
    """
    found = None if text.isascii() else _DIGIT.search(text)
    return found[0] if found else None


def whole_number(text: str) -> int | None:
    """A whole number in digits 0 to 9, none that no register holds; None where a text is another.

    >>> [whole_number(text) for text in ("12", "\u00b2", "\u0664", "-1", "", "9" * 5_000)]
    [12, None, None, None, None, None]
    """
    return int(text) if text.isascii() and text.isdecimal() and len(text) < 16 else None


def look_alike(word: str) -> int | None:
    """Where in a word stands a letter that looks like one of a to z and is none.

    >>> look_alike("p\u0430rty"), look_alike("party")
    (1, None)
    """
    found = None if word.isascii() else _ANY_ALIKE.search(word)
    return found.start() if found else None


def meant(letter: str) -> str:
    """A hint for a letter that looks like another."""
    return f"Write it as `{_ALIKE[letter]}` of the keyboard; it is {unicodedata.name(letter, 'another').lower()}."


def printable(text: str) -> str:
    r"""Text that cannot steer a terminal, whatever the words in it contain; it keeps its lines.

    >>> printable("a\x1b[2Jb\u202ec\nd")
    'a�[2Jb�c\nd'
    """
    if text.isascii() and text.isprintable():
        return text
    return NOT_TEXT.sub(
        "\N{REPLACEMENT CHARACTER}", text.replace("\r\n", "\n").replace("\r", "\N{REPLACEMENT CHARACTER}")
    )
