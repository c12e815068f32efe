"""Explanations: the full account of what the rules found, in plain words.

``decide`` is fast and says only what; this package says why, under which clause, who sees to it and what would
change it. The outcome is always the one that ``decide`` gives; only the words are made here.
"""

from concordat.protocol.explain.duty import Account, accounts, explain
from concordat.protocol.explain.points import Point
from concordat.protocol.explain.routes import RouteAccount, StepAccount, explain_routes
from concordat.protocol.explain.screening import ScreeningAccount, explain_screening
from concordat.protocol.explain.significance import SignificanceAccount, explain_significance

__all__ = [
    "Account",
    "Point",
    "RouteAccount",
    "ScreeningAccount",
    "SignificanceAccount",
    "StepAccount",
    "accounts",
    "explain",
    "explain_routes",
    "explain_screening",
    "explain_significance",
]
