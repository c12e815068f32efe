"""The room as Django knows it."""

from django.apps import AppConfig


class Room(AppConfig):
    """Fact sheets, segments and standing."""

    name = "concordat.compliance"
    label = "compliance"

    def ready(self) -> None:
        """Hear the bell, and give the rooms below what they ask of the standing."""
        from concordat.compliance import wiring  # noqa: PLC0415 - models are there only now

        wiring.wire()
