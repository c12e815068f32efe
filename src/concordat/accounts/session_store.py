"""Sessions in the database, each with whose it is, so that a person's can be listed and ended."""

from __future__ import annotations

from typing import Any

from django.contrib.auth import SESSION_KEY
from django.contrib.sessions.backends.db import SessionStore as DatabaseStore


class SessionStore(DatabaseStore):
    """Django's own store; its row also names the person."""

    @classmethod
    def get_model_class(cls) -> Any:
        from concordat.accounts.models import Session  # noqa: PLC0415 - the middleware loads this before models

        return Session

    def create_model_instance(self, data: dict[str, Any]) -> Any:
        """The row of a session, with the person who has signed in to it, if anybody has."""
        row: Any = super().create_model_instance(data)
        signed_in = data.get(SESSION_KEY)
        row.person_id = int(signed_in) if signed_in else None
        return row
