"""How allauth behaves here: nobody signs themselves up; people are invited."""

from __future__ import annotations

from allauth.account.adapter import DefaultAccountAdapter
from django.http import HttpRequest


class Adapter(DefaultAccountAdapter):  # type: ignore[misc]
    """People are invited by their council."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Never."""
        return False
