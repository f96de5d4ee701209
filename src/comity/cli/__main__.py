"""`python -m comity.cli`."""

from comity.cli.main import main

main()
