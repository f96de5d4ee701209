"""Pleading paper: line numbers, stamps, running heads and feet are not words of the document; numbers in it are."""

from comity.intake.documents.document import canonical
from comity.intake.documents.pleading import left_out

SAID = [
    "Plaintiffs move for a preliminary", "injunction against the conditions that", "Defendants attached to awards of",
    "fiscal year 2025. The Court has read", "the papers and heard the parties on", "28 lines of argument.", "",
    "IT IS HEREBY ORDERED that Defendants", "are enjoined from imposing the", "conditions on Plaintiffs.",
    "This order takes effect at once and", "stays in force until judgment.", "Each party bears its costs.",
    "The clerk sends a copy to counsel.", "So ordered.",
]  # fmt: skip


def paper(pages=3, stamp=True):
    made = []
    for page in range(1, pages + 1):
        lines = [f"Case 3:25-cv-07070-RS   Document 40   Filed 09/23/25   Page {page} of {pages}"] if stamp else []
        lines += [f"{n:>2} {line}" for n, line in enumerate(SAID, 1)]
        lines += ["ORDER GRANTING PRELIMINARY INJUNCTION", f"- {page} -"]
        made.append("\n".join(lines))
    return "\f".join(made)


def text_of(raw):
    return canonical("a.pdf", "pdf", "", raw, left_out(raw)).text


def test_the_paper_is_taken_out_and_the_words_stay():
    text = text_of(paper())
    assert "Document 40" not in text
    assert "ORDER GRANTING" not in text
    assert "- 2 -" not in text
    assert text.count("28 lines of argument.") == 3
    assert "ORDERED that Defendants\nare enjoined from imposing the\nconditions on Plaintiffs." in text


def test_the_words_map_back_to_the_numbered_lines():
    raw = paper()
    document = canonical("a.pdf", "pdf", "", raw, left_out(raw))
    at = document.text.index("are enjoined")
    from comity.intake.documents.document import Span

    words = document.words(Span(at - len("Defendants\n"), at + 12))
    assert words == "Defendants\n 9 are enjoined"


def test_a_list_that_counts_is_no_pleading_paper():
    raw = "\n".join(f"{n}. The recipient keeps record number {n}." for n in range(1, 15))
    assert "7. The recipient" in text_of(raw)
    few = "\n".join(["Intro", "1 first point", "2 second point", "and more words", "that are no list"])
    assert text_of(few) == few


def test_a_line_that_stands_on_two_pages_only_stays():
    assert text_of("Terms\nfirst\fTerms\nsecond").count("Terms") == 2


def test_a_line_longer_than_any_stamp_is_the_documents_own():
    stamp = "Case: 1:25-cv-00123 Document 7 Filed 02/03/25"
    assert canonical_words(f"{stamp}\n\nThe words of the order stand here.") == "The words of the order stand here."
    long = stamp + " and so on" * 40
    assert canonical_words(f"{long}\n\nThe words of the order.").startswith(stamp)


def canonical_words(raw):
    return canonical("a.txt", "text", "", raw, left_out(raw)).text.strip()
