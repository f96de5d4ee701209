"""The site of the packaged library: every page there, every link leading somewhere, nothing asked of the network."""

import json
import posixpath
import re
from urllib.parse import unquote

import pytest
from tests.brief.site.reading import read

from comity.answers.portrait import answer_of, answers, context_for
from comity.brief.site.home import NOT_ADVICE
from comity.norms.names.governments import slug
from comity.proof.ask import positions


@pytest.fixture(scope="session")
def pages(site):
    return {path: read(text) for path, text in site.texts.items()}


def test_every_norm_act_instrument_court_government_and_conduct_has_a_page(site):
    law, library = site.library.law, site.library
    wanted = {f"norm/{id}.html" for id in law.norms} | {f"act/{id}.html" for id in law.norm_acts}
    wanted |= {f"law/{id}.html" for id in law.instruments} | {f"conduct/{slug(name)}.html" for name in law.acts}
    wanted |= {f"court/{id}.html" for id in library.courts} | {f"government/{id}.html" for id in library.governments}
    wanted |= {f"{name}.html" for name in ("index", "about", "search", "law", "courts", "governments", "citations")}
    wanted |= {f"{name}.html" for name in ("chronology", "conduct", "demands", "sources", "statements")}
    assert wanted == set(site.texts)
    assert {a.court for a in law.norm_acts.values() if a.court} <= set(library.courts)
    assert [id for id in library.courts if f"court/{id}.html" not in site.texts["courts.html"]] == []
    assert {"ca", "tx", "vt"} <= set(library.governments)
    assert {r for d in library.record.demands for r in d.recipients} <= set(library.governments)


def test_every_internal_link_leads_to_a_page_and_a_place_on_it(site, pages):
    broken = []
    for path, page in pages.items():
        for link in [*page.links, *page.loads]:
            if re.match(r"https?:|mailto:|data:", link):
                continue
            file, _, place = link.partition("#")
            file = posixpath.normpath(posixpath.join(posixpath.dirname(path), unquote(file))) if file else path
            there = file in site.texts or (site.folder / file).is_file()
            if not there or (place and place not in {*pages[file].ids}):
                broken.append((path, link))
    assert broken == []


def test_ids_are_unique_and_what_refers_to_one_finds_it(pages):
    for path, page in pages.items():
        assert len(page.ids) == len(set(page.ids)), path
        assert set(page.refers) <= set(page.ids), path


def test_nothing_is_loaded_but_the_site_s_own_files(site, pages):
    for path, page in pages.items():
        for load in page.loads:
            assert load == "data:," or not re.match(r"[a-z]+:|//", load), (path, load)
        assert not page.handlers, path
        assert set(page.scripts) <= {"search-index.js", "search.js"}, path
    for name in ("site.css", "search.js"):
        text = (site.folder / name).read_text()
        assert not re.search(r"https?:|//[a-z]|@import|fetch\(|XMLHttpRequest|url\((?!#)", re.sub(r"//.*", "", text)), (
            name
        )


def test_every_page_has_its_frame(site, pages):
    titles = [page.title for page in pages.values()]
    for path, page in pages.items():
        assert page.lang == "en-US", path
        assert page.title.endswith("| Comity"), path
        assert page.landmarks.count("main") == 1, path
        assert page.unclosed == [], path
        assert page.landmarks.count("header") == page.landmarks.count("footer") == 1, path
        assert page.links[0] == "#main", path
    assert len(set(titles)) > len(titles) * 0.6


def test_headings_stand_in_order(pages):
    for path, page in pages.items():
        assert page.headings[0] == 1, path
        assert page.headings.count(1) == 1, path
        assert all(b <= a + 1 for a, b in zip(page.headings, page.headings[1:], strict=False)), (path, page.headings)


def test_tables_have_captions_and_headers_for_rows_and_columns(pages):
    for path, page in pages.items():
        for parts in page.tables:
            assert {"caption", "thead", "th:col"} <= parts, path
            assert "th:row" in parts or "td" not in parts, path


def test_every_page_says_how_fresh_it_is_and_the_warning_stands_on_two(site):
    for path, text in site.texts.items():
        assert "Sources were last checked" in text, path
        assert "Statuses are as of November 24, 2026" in text, path
        assert "License: Apache-2.0" in text, path
        assert (NOT_ADVICE in text) == (path in ("index.html", "about.html")), path


def test_a_status_is_always_words_beside_its_icon(site):
    for path in ("norm/jag-fy2017/notice.html", "government/chicago-il.html"):
        text = site.texts[path]
        for mark in re.finditer(r'<span class="chip [^"]*"><svg class="i".*?</svg>(.*?)</span>', text):
            assert mark[1].strip(), path


def test_memory_is_marked(site):
    for instrument in site.library.law.instruments.values():
        text = site.texts[f"law/{instrument.id}.html"]
        assert ("memory: not" in text) == (instrument.basis != "source"), instrument.id


COMPARED = ("chicago-il", "vt", "us-dhs", "ca", "il", "evanston-il", "san-francisco-ca", "or", "tx", "rochester-ny")


def test_the_answers_are_those_of_the_evaluator(site):
    library = site.library
    for short in ("chicago-il", "ca", "us-doj", "philadelphia-pa"):
        found = positions(context_for(library, {}, library.governments[short], library.as_of))
        text = site.texts[f"government/{short}.html"]
        assert all(f'href="../norm/{p.norm}.html"' in text for p in found)
    small = library.__class__(library.law, library.record, library.as_of, {})
    small.__dict__["governments"] = {s: library.governments[s] for s in COMPARED}
    for short, one in answers(small).items():
        found = positions(context_for(library, {}, library.governments[short], library.as_of))
        assert list(one.today) == [answer_of(p, p.flags) for p in found]


def test_a_norm_page_shows_its_acts_by_circuit_and_its_cases(site):
    text = site.texts["norm/jag-fy2017/notice.html"]
    assert '<svg role="img"' in text
    assert "chicago-v-sessions/pi" in text
    assert "For a government that no order names" in text or "for a government that no order names" in text
    assert "Cases that test it" in text


def test_actions_are_named_on_their_bars(site):
    text = site.texts["norm/jag-fy2017/notice.html"]
    assert re.search(r'<text [^>]*class="on-bar void">held invalid</text>', text)
    assert re.search(r'<text [^>]*class="on-bar blocked">forbids</text>', text)


def test_a_city_answers_before_anything_else_on_its_page(site):
    main = site.texts["government/fresno-ca.html"].partition("<main")[2]
    first = main.partition('<nav aria-label="On this page"')[0]
    assert "Fresno v. Turner" in first
    assert "when last seen (21 Nov 2025)" in first
    assert "fresno-ca.csv" in first
    assert "Lies in" not in first


def test_the_search_index_finds_what_a_reader_asks_for(site):
    data = json.loads((site.folder / "search-index.js").read_text().removeprefix("window.COMITY_INDEX=").rstrip(";\n"))
    paths = [row[0] for row in data["pages"]]
    assert len((site.folder / "search-index.js").read_bytes()) < 900_000

    def found(word):
        at, pages = 0, []
        for step in data["terms"][word].split(" "):
            at += int(step, 36)
            pages.append(paths[at])
        return pages

    assert "norm/8-usc-1373/a" in found("1373")
    assert "government/chicago-il" in found("chicago")
    assert "law/king-county-v-turner" in found("turner")


def test_our_own_words_are_neutral(site):
    loaded = re.compile(r"sanctuary|illegal alien|crackdown|defian|open borders|racist", re.IGNORECASE)
    for path in ("index.html", "about.html", "search.html", "courts.html", "conduct.html"):
        own = re.sub(r"<blockquote.*?</blockquote>|<a [^>]*>.*?</a>", "", site.texts[path], flags=re.DOTALL)
        assert not loaded.search(own), path
