"""The command `handbook`. Each module adds its subcommands to the group `main`."""

from handbook.cli import build, check, hooks, privacy, schema, tidy, withdraw
from handbook.cli.common import main

__all__ = ["build", "check", "hooks", "main", "privacy", "schema", "tidy", "withdraw"]
