"""The room as Django knows it."""

from django.apps import AppConfig


class Room(AppConfig):
    """Money, risk, governance and all else that the dictionary or an edition names and the register does not hold."""

    name = "concordat.records"
    label = "records"

    def ready(self) -> None:
        """Say what the models reach, who may see what was done to them, and how it is told."""
        from concordat.records import wiring  # noqa: PLC0415 - models are there only now

        wiring.wire()
