"""Concordat keeps a council's partnerships in good order."""

from importlib.metadata import version as _installed


def version() -> str:
    """The version of the package as installed; its one home is the top heading of CHANGELOG.md."""
    return _installed("concordat")
