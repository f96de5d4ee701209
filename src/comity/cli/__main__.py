"""Run the command line as `python -m comity.cli`."""

from comity.cli.main import main

main()
