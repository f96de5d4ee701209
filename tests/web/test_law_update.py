"""A newer law is taken in while pages are served: whole or not at all, and no page is made of two."""

import re
import shutil
from dataclasses import replace

import pytest

ORDER, SEEN, LATER = "us/cases/fresno-v-turner.md", "last_seen: 2025-11-21", "last_seen: 2026-11-20"
LINES = "/position/?on=2026-11-30"


@pytest.fixture
def folder(tmp_path, monkeypatch):
    """The folder of a law that this process serves."""
    from django.conf import settings

    from comity.library import law_dir
    from comity.web.keeping import serving

    own = tmp_path / "law"
    shutil.copytree(law_dir(), own)
    monkeypatch.setattr(settings, "CHOSEN", replace(settings.CHOSEN, law=str(own)))
    serving.cache_clear()
    yield own
    monkeypatch.undo()
    serving.cache_clear()


def put(folder, old: str, new: str) -> None:
    """Change a text of the law in its folder."""
    file = folder / ORDER
    text = file.read_text(encoding="utf-8")
    assert old in text
    file.write_text(text.replace(old, new), encoding="utf-8")


def test_a_newer_law_is_noticed_and_answers_without_a_new_start_and_one_with_faults_is_not_taken(office, folder):
    from comity.web.keeping import keeping, one_law, serving
    from comity.web.law_update import Watch, hold_first

    office.award(terms=["hud-coc-fy2024/dei"], period_start="2025-06-03", period_end="2027-06-02")
    asking, client, looks = office.asking("reader"), office.client("reader"), Watch()
    hold_first()
    assert not looks.look()
    keeping().make(asking)
    page = client.get(LINES).content.decode()
    assert "Barred when last seen" in page

    put(folder, SEEN, LATER)
    with one_law() as before:  # a request that was begun under the law before
        assert looks.look()
        assert keeping() is before
        assert before.law.norm_acts["fresno-v-turner/pi"].last_seen.day.isoformat() in SEEN
        assert (before.law_folder / ORDER).read_text(encoding="utf-8").count(SEEN) == 1
    assert keeping() is serving().latest is not before
    keeping().make(asking)
    page = client.get(LINES).content.decode()
    assert "Barred by order" in page
    assert "Barred when last seen" not in page
    assert not looks.look()

    used = keeping()
    put(folder, LATER, "last_seen: never")
    assert not looks.look()
    assert keeping() is used
    assert "is not taken in" in client.get("/library/").content.decode()
    put(folder, "last_seen: never", SEEN)
    assert looks.look()
    assert "is not taken in" not in client.get("/library/").content.decode()


def test_a_page_made_with_another_law_loads_itself_anew_rather_than_a_part_of_itself(office, folder):
    client = office.client("reader")
    made_with = re.search(r'"Comity-Law": "([0-9a-f]+)"', client.get("/more/").content.decode())[1]
    same = client.get("/more/", headers={"Comity-Law": made_with})
    other = client.get("/more/", headers={"Comity-Law": made_with[::-1]})
    assert same.status_code == 200
    assert other.status_code == 204
    assert other["HX-Refresh"] == "true"
    sent = client.post("/matter/", {"number": "1"}, headers={"Comity-Law": made_with[::-1]})
    assert sent.status_code == 302


def test_files_that_change_while_they_are_kept_are_not_kept_under_the_digest_of_others(office, folder):
    from comity.errors import Refused
    from comity.kept.keys import law_digest
    from comity.web.keeping import keeping
    from comity.web.office.laws import keep_law

    put(folder, SEEN, "last_seen: 2026-11-19")  # a law that nothing was answered under
    digest = law_digest(folder)
    put(folder, "last_seen: 2026-11-19", LATER)
    with pytest.raises(Refused, match="changed while they were read"):
        keep_law(keeping().folder, folder, digest)
    assert not (keeping().folder.laws / f"{digest}.zip").exists()
