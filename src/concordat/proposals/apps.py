"""The room as Django knows it. It keeps nothing of its own."""

from django.apps import AppConfig


class Room(AppConfig):
    """Proposing, the whole way, and what to do next."""

    name = "concordat.proposals"
    label = "proposals"

    def ready(self) -> None:
        """Put the whole way, and what to do next, on a partnership's page."""
        from concordat.proposals import wiring  # noqa: PLC0415 - models are there only now

        wiring.wire()
