"""The command line: one file for each command, found by listing this folder.

A file here that defines a function ``command`` is a command of the same name (``what_if.py`` is
``comity what-if``). The first line of that function's docstring is its line in ``comity --help``.
Only the command that is asked for is imported.
"""

from comity.cli.main import main

__all__ = ["main"]
