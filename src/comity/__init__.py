"""Comity computes the law between governments.

Given what the law says and what the record shows, it answers for every government, on any date, in
any court's territory: what must it do, what may it refuse, what is blocked, what is due, and why.

    import comity

    lib = comity.open()
    lib.position("Chicago, IL", as_of="2018-01-24")

docs/python.md shows every verb by example.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from comity.errors import ComityError

if TYPE_CHECKING:
    from comity.api import Library, open

__version__ = "0.1.0"
__all__ = ["ComityError", "Library", "__version__", "open"]


def __getattr__(name: str) -> object:
    """Import the engine when it is first asked for: `import comity` alone stays cheap."""
    if name in ("Library", "open"):
        import comity.api

        return getattr(comity.api, name)
    raise AttributeError(f"module 'comity' has no attribute {name!r}")
