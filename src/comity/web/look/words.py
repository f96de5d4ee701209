"""Template filters for dollars, days and icons."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

from django import template
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from comity.brief import office_words

register = template.Library()


@register.filter
def money(value: Decimal | None) -> str:
    """Dollars in few characters."""
    return office_words.money(value)


@register.filter
def shortday(value: dt.date | None) -> str:
    """A day in a column."""
    return office_words.short_day(value)


@register.simple_tag
def icon(name: str, aged: bool = False) -> SafeString:
    """The icon of a status; the words beside it say the same. What rests on an old look has a dashed outline."""
    outline, mark = office_words.ICONS[name]
    parts = [("outline aged" if aged else "outline", outline)] if outline else []
    parts += [("mark", mark)] if mark else []
    drawn = format_html_join("", '<path class="{}" d="{}"/>', parts)
    return format_html('<svg class="icon" viewBox="0 0 16 16" aria-hidden="true" focusable="false">{}</svg>', drawn)
