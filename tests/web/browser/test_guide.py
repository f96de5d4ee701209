"""The pictures of the user's guide show what its pages show; `COMITY_PICTURES=1` makes them anew."""

import io
import os
import re
from pathlib import Path

import pytest

pytestmark = pytest.mark.browser
GUIDE = Path(__file__).parents[3] / "docs" / "guide"
PICTURES = {
    "start.png": ("/", "One award document"),
    "position.png": ("/position/", "Decided by"),
    "order.png": ("/order/fresno-v-turner/pi/", "Our awards under it"),
    "award.png": ("/award/CA-SAMPLE-COC-01/", "May it be enforced"),
}
MOST = 60_000


def test_the_guide_names_these_pictures_and_no_others():
    named = re.findall(r"\]\((\S+\.png)\)", (GUIDE / "README.md").read_text(encoding="utf-8"))
    assert sorted(named) == sorted(PICTURES) == sorted(file.name for file in GUIDE.glob("*.png"))


@pytest.mark.parametrize("name", PICTURES)
def test_a_picture_is_small_and_of_a_page_that_says_so(hand, name):
    path, words = PICTURES[name]
    hand.page.set_viewport_size({"width": 1120, "height": 640})
    hand.go(path)
    assert hand.page.get_by_text(words).first.is_visible()
    if os.environ.get("COMITY_PICTURES"):
        (GUIDE / name).write_bytes(small(hand.page.screenshot()))
    assert 2_000 < (GUIDE / name).stat().st_size < MOST


def small(picture: bytes) -> bytes:
    """The same picture in few colours."""
    from PIL import Image

    out = io.BytesIO()
    Image.open(io.BytesIO(picture)).convert("RGB").quantize(48).save(out, "PNG", optimize=True)
    return out.getvalue()
