"""Run the command as a module: `python -m handbook`."""

from handbook.cli import main

main()
