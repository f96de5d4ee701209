"""A name that several places have is asked about, or told by the court of the document."""

from comity.intake.documents.propose.names import names


def parties(text, hints=()):
    return [(n.text, n.party) for n in names(text, hints) if n.party]


def test_a_name_that_several_places_have_is_asked_or_told_by_the_court():
    (one,) = list(names("CITY OF EUREKA, Plaintiff"))
    assert one.party == ""
    assert len(one.candidates) > 1
    (told,) = list(names("CITY OF EUREKA, Plaintiff", ("ca",)))
    assert told.party == "eureka-ca"
    assert told.note
