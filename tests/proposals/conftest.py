"""The council of the approvals' tests, with the people who have a part in proposing and deciding."""

from tests.approvals.conftest import Here, entered, entry, here, made

__all__ = ["Here", "entered", "entry", "here", "made"]
