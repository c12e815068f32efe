"""The same people, at their browsers."""

from tests.approvals.conftest import entered, entry, here, made

__all__ = ["entered", "entry", "here", "made"]
