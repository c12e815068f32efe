"""The room as Django knows it."""

from typing import Any

from django.apps import AppConfig
from django.db.models.signals import post_migrate


class Room(AppConfig):
    """The record of every act."""

    name = "concordat.history"
    label = "history"

    def ready(self) -> None:
        """Put the triggers back after every migration."""
        from concordat.history import checks  # noqa: F401, PLC0415 - registered by being imported

        post_migrate.connect(_put_back, sender=self)


def _put_back(using: str, **_: Any) -> None:
    from concordat.history import triggers  # noqa: PLC0415 - models are there only now

    if triggers.has_tables(using):
        triggers.install(using)
