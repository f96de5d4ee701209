"""What `comity invite` does: make a member of a matter, and the address of a link that signs in once."""

from __future__ import annotations

from pathlib import Path

from comity.errors import Refused
from comity.web.serve import needs_web, open_office


def invitation(data: Path, email: str, role: str, matter: int, name: str, hours: int, forget_codes: bool) -> str:
    """Invite a person into a matter of an office; returns the link. Raises Refused."""
    if not data.is_dir():
        raise Refused(f"there is no folder {data}.", "Begin an office with `comity serve --data DIR`.")
    needs_web()
    folder = open_office(data)
    from comity.web.people.inviting import invited, without_codes
    from comity.web.people.models import Matter, User

    found = Matter.objects.filter(number=matter).first()
    if found is None:
        there = ", ".join(str(one) for one in Matter.objects.order_by("number").values_list("number", flat=True))
        raise Refused(f"there is no matter {matter}.", f"There are: {there or 'none yet'}.")
    secret = invited(email, found, role, name, hours=hours)
    if forget_codes:
        without_codes(User.objects.get(email=email.strip().lower()))
    address = folder.settings().address.rstrip("/") or "http://127.0.0.1:8765"
    return f"{address}/enter/{secret}"
