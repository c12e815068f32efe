"""The room as Django knows it."""

from django.apps import AppConfig


class Room(AppConfig):
    """People who sign in."""

    name = "concordat.accounts"
    label = "accounts"

    def ready(self) -> None:
        """Listen to what happens as people sign in and out."""
        from concordat.accounts import receivers  # noqa: F401, PLC0415 - connected by being imported
