"""Words of templates: dollars, days, icons."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

from django import template
from django.utils.html import format_html
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
    """The icon of a status; the words beside it say the same."""
    return format_html(
        '<svg class="icon{}" viewBox="0 0 16 16" aria-hidden="true" focusable="false"><path d="{}"/></svg>',
        " aged" if aged else "",
        office_words.ICONS[name],
    )
