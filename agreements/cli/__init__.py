"""The command ``pactwright``: results on standard output, talk on standard error; exit 0 done, 1 refused or errors found, 2 wrong use."""

from agreements.cli.command import main

__all__ = ["main"]
