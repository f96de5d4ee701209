"""The command line, for tests of whole imports."""

from tests.cli.conftest import comity

__all__ = ["comity"]
