"""The room as Django knows it."""

from django.apps import AppConfig


class Room(AppConfig):
    """An edition's forms: filling them in together, and submitting them."""

    name = "concordat.answers"
    label = "answers"

    def ready(self) -> None:
        """Say what the models reach, who may see what was done to them, how it is told, and what is known."""
        from concordat.answers import wiring  # noqa: PLC0415 - models are there only now

        wiring.wire()
