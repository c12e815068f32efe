"""The command line: the library read, checked, judged and compared in a terminal."""

from concordat.cli.command import main

__all__ = ["main"]
