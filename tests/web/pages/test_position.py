"""Position is kept as it was rendered, and yet never shows what is of another reader, another day or facts before."""

import datetime as dt
import re

from tests.web.conftest import DAY


def test_a_kept_page_is_of_its_reader_its_facts_and_its_day(office, monkeypatch):
    from comity.web.keeping import keeping

    def on(day):
        monkeypatch.setattr("comity.web.asking.timezone.localdate", lambda: day)
        for role in ("reader", "counsel"):
            keeping().make(office.asking(role, day))

    def said(role):
        """The day and the number of awards that the page says, twice the same."""
        client = office.client(role)
        first, again = (client.get("/position/").content.decode() for _ in range(2))
        found = [re.search(r'class="answer">On (.*?):.* on (\d+) award', page) for page in (first, again)]
        assert found[0][0] == found[1][0]
        return found[0].groups()

    office.award("internal")
    office.award("privileged", by="counsel", id="A-2")
    on(DAY)
    today = said("counsel")[0]
    assert said("counsel") == (today, "2")
    assert said("reader") == said("editor") == (today, "1")
    office.award("internal", id="A-3")
    on(DAY)
    assert (said("reader"), said("counsel")) == ((today, "2"), (today, "3"))
    on(DAY + dt.timedelta(days=1))
    assert said("reader")[0] != today
    assert said("reader")[1] == "2"
