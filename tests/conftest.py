"""What all tests share: expected texts, compared or, with `--record`, written anew."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import Phase, settings

# A failing draw is made smaller for minutes, which hides what else fails: `pytest --hypothesis-profile=smaller` does it.
settings.register_profile("smaller", settings())
settings.register_profile("suite", phases=[Phase.explicit, Phase.reuse, Phase.generate])
settings.load_profile("suite")


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--record", action="store_true", help="write the expected texts anew instead of comparing")


@pytest.fixture
def expected(request: pytest.FixtureRequest) -> Callable[[Path, str], None]:
    """Compare a text with the one kept in a file; `pytest --record` keeps it."""

    def compare(file: Path, text: str) -> None:
        if request.config.getoption("--record"):
            file.write_text(text, encoding="utf-8")
        assert file.exists(), f"{file} is missing: read the text, then run pytest --record"
        assert text == file.read_text(encoding="utf-8")

    return compare
