"""The packaged law, read once for these tests."""

import pytest

from comity.library import law_dir
from comity.norms.library import load_law
from comity.norms.nodes import Law


@pytest.fixture(scope="session")
def law() -> Law:
    return load_law(law_dir())
