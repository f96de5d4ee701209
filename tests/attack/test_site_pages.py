"""Pages of the site made of hostile words: no script, no link but to the web or the site, and words stay the words they are."""

from __future__ import annotations

import datetime as dt
import re
from html.parser import HTMLParser

import pytest

from comity.answers.gathered import Gathered
from comity.brief.site.html import ROOT, Html, el, is_safe, is_web, join, rooted
from comity.brief.site.prose import Piece, Prose
from comity.brief.site.shell import Page, written
from comity.norms.nodes import Law
from comity.record.nodes import EMPTY

HOSTILE = [
    *("<script>alert(1)</script>", "</title><script>x</script>", "<img src=x onerror=alert(1)>", "<svg/onload=alert(1)>"),
    *('"><script>x</script>', "' onmouseover='x", '" onfocus="x" autofocus="', "<iframe src=javascript:x>", "&lt;script&gt;"),
    *("[a](javascript:alert(1))", "[a](JaVaScRiPt:alert(1))", "[a](data:text/html,x)", "[a](vbscript:x)", "[a](//evil.test)"),
    *("[a](java\tscript:x)", "[a]( javascript:x)", "[a](http\u017f://evil.test)", "[a](\\\\evil.test)", "![a](https://evil.test/x.png)"),
    *("<https://evil.test>", "<javascript:x>", "[a]: javascript:x\n[a]", "<base href=//evil.test>", "<meta http-equiv=refresh>"),
    *("<style>*{x}</style>", "<a href=javascript:x>", "<!--", "-->", "<![CDATA[x]]>", "$body $scripts ${nav}", "%s {0} {body}"),
    *('href="/etc/passwd"', 'src="/x.js"', 'action="/y"', f"{ROOT}etc", "\x00", "\ufdd0norm", "&#106;avascript:x", "<form action=/x>"),
    *("<link rel=stylesheet href=//evil.test>", "<object data=x>", "<embed src=x>", "<math><mtext></form>", "<template>", "<textarea>"),
]  # fmt: skip
SCHEMES = ["javascript:x", "JAVASCRIPT:x", "data:text/html,x", "vbscript:x", "//evil", "http\u017f://evil", "ht\u212Ap://x", "\\\\evil",
           " https://x", "https://x y", "https://x\ny", "java\u0000script:x", "file:///etc", "blob:x", "https\uff1a//x", ""]  # fmt: skip


@pytest.fixture(scope="module")
def library() -> Gathered:
    law = Law({}, {}, {}, {}, {}, {}, (), {})
    return Gathered(law, EMPTY, dt.date(2026, 11, 24), {}, "made for a test")


class Read(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.words = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))

    def handle_data(self, data: str) -> None:
        self.words += data


def read(page: str) -> Read:
    found = Read()
    found.feed(page)
    return found


def frame(library: Gathered) -> list[str]:
    return [tag for tag, _ in read(written(Page("a.html", "t", Html("")), library)).tags]


@pytest.mark.parametrize("words", HOSTILE)
def test_words_make_no_element(words: str, library: Gathered) -> None:
    body = join([el("p", words), el("p", words, title=words, data_label=words)])
    found = read(written(Page("norm/a.html", words, body, words=words), library))
    assert sorted(tag for tag, _ in found.tags) == sorted([*frame(library), "p", "p"])
    names = {name for _, attributes in found.tags for name in attributes}
    assert not {name for name in names if name.startswith("on") or name in ("style", "srcdoc", "autofocus")}


@pytest.mark.parametrize("words", HOSTILE)
def test_prose_makes_no_script_and_no_other_link(words: str, library: Gathered) -> None:
    found = read(Prose(library).render(Piece(False, tuple(words.split("\n")), 1)).replace(ROOT, "../"))
    allowed = {
        "p",
        "a",
        "span",
        "em",
        "strong",
        "code",
        "pre",
        "ul",
        "ol",
        "li",
        "h3",
        "h4",
        "blockquote",
        "br",
        "hr",
        "table",
    }
    assert {tag for tag, _ in found.tags} <= allowed
    for tag, attributes in found.tags:
        assert set(attributes) <= {"href", "class", "title"}
        link = attributes.get("href")
        assert link is None or (tag == "a" and (is_web(link) or link.startswith(("#", "../", "mailto:"))))


def test_words_of_a_page_that_look_like_links_stay_as_they_are(library: Gathered) -> None:
    words = 'see href="/norm/a.html" and src="/x.js" and action="/"'
    for body in (el("p", words), el("p", Prose(library).render(Piece(False, (words,), 1)))):
        assert words in read(written(Page("norm/deep/a.html", "t", body), library)).words


def test_links_of_a_page_are_made_relative_where_they_are_built(library: Gathered) -> None:
    body = join([el("a", "a", href="/norm/a.html"), Prose(library).render(Piece(False, ("[b](/law/b.html)",), 1))])
    page = written(Page("norm/deep/a.html", "t", body), library)
    links = [attributes["href"] for tag, attributes in read(page).tags if tag == "a"]
    assert {"../../norm/a.html", "../../law/b.html", "../../index.html"} <= set(links)
    assert ROOT not in page
    assert rooted("https://a") == "https://a"


@pytest.mark.parametrize("link", SCHEMES)
def test_one_check_of_schemes(link: str) -> None:
    assert not is_safe(link)
    assert not is_web(link)
    with pytest.raises(ValueError, match="not a link"):
        el("a", "a", href=link)


def test_every_page_has_a_policy_that_lets_nothing_in(library: Gathered) -> None:
    head = written(Page("a.html", "t", Html(""), scripts=True), library).partition("</head>")[0]
    policy = re.search(r'<meta http-equiv="Content-Security-Policy" content="([^"]*)">', head)
    assert policy is not None
    rules = dict(rule.strip().split(" ", 1) for rule in policy[1].split(";"))
    assert rules["default-src"] == "'none'"
    assert rules["base-uri"] == "'none'"
    assert rules["script-src"] == rules["style-src"] == "'self'"
    assert head.index("Content-Security-Policy") < head.index("<link")
    assert "unsafe" not in policy[1]
    assert re.findall(r"<script(?! src=)|<style|style=| on[a-z]+=", head) == []
