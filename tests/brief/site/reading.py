"""What the tests read off a page: its links, ids, headings, tables, and what it would load."""

from __future__ import annotations

from dataclasses import dataclass, field
from html.parser import HTMLParser

VOID = {"meta", "link", "input", "br", "hr"}
LOADS = {
    "script": "src",
    "link": "href",
    "img": "src",
    "iframe": "src",
    "source": "src",
    "object": "data",
    "form": "action",
}


@dataclass
class Read(HTMLParser):
    """A page, read once."""

    title: str = ""
    lang: str | None = None
    links: list[str] = field(default_factory=list)
    loads: list[str] = field(default_factory=list)
    ids: list[str] = field(default_factory=list)
    refers: list[str] = field(default_factory=list)
    headings: list[int] = field(default_factory=list)
    landmarks: list[str] = field(default_factory=list)
    scripts: list[str] = field(default_factory=list)
    handlers: list[str] = field(default_factory=list)
    tables: list[set[str]] = field(default_factory=list)
    unclosed: list[str] = field(default_factory=list)
    _open: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        super().__init__()

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._attributes(tag, dict(attrs))

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag not in VOID:
            self._open.append(tag)
        self._attributes(tag, dict(attrs))

    def _attributes(self, tag: str, given: dict[str, str | None]) -> None:
        self.handlers += [name for name in given if name.startswith("on")]
        self.handlers += [tag for value in given.values() if (value or "").strip().lower().startswith("javascript:")]
        if given.get("id"):
            self.ids.append(given["id"] or "")
        self.refers += [given[k] or "" for k in ("aria-labelledby", "aria-describedby", "for") if given.get(k)]
        if tag == "html":
            self.lang = given.get("lang")
        if tag == "a":
            self.links.append(given.get("href") or "")
        if tag in LOADS and given.get(LOADS[tag]):
            self.loads.append(given[LOADS[tag]] or "")
        if tag in ("main", "header", "footer", "nav"):
            self.landmarks.append(tag)
        if tag == "script":
            self.scripts.append(given.get("src") or "inline")
        if len(tag) == 2 and tag[0] == "h" and tag[1].isdigit():
            self.headings.append(int(tag[1]))
        if tag == "table":
            self.tables.append(set())
        elif self.tables and "table" in self._open:
            self.tables[-1].add(tag + (f":{given['scope']}" if given.get("scope") else ""))

    def handle_endtag(self, tag: str) -> None:
        if not self._open or self._open.pop() != tag:
            self.unclosed.append(tag)

    def handle_data(self, data: str) -> None:
        if self._open[-1:] == ["title"] and "svg" not in self._open:
            self.title += data


def read(html: str) -> Read:
    """Read a page."""
    page = Read()
    page.feed(html)
    page.close()
    page.unclosed += page._open
    return page
