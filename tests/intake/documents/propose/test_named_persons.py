"""Persons by title and name, then by surname or office where one alone can be meant."""

from comity.intake.documents.propose.names import names


def parties(text, hints=()):
    return [(n.text, n.party) for n in names(text, hints) if n.party]


def test_a_surname_is_the_person_who_was_named_and_says_so():
    found = names("Mayor Bill de Blasio spoke. De Blasio left; Blasio's staff stayed.")
    people = [(n.person, n.note) for n in found if n.person]
    assert people[0] == ("Bill de Blasio", "")
    assert all(person == "Bill de Blasio" for person, _ in people)


def test_an_office_is_its_holder_where_one_is_named():
    found = names("Homeland Security Secretary Kirstjen Nielsen came. The Homeland Security Secretary spoke.")
    assert [(n.person, n.note) for n in found if n.person] == [
        ("Kirstjen Nielsen", ""),
        ("Kirstjen Nielsen", "by office"),
    ]
