"""The room as Django knows it."""

from django.apps import AppConfig


class Room(AppConfig):
    """Matters, the papers that they are decided on, acts and conditions."""

    name = "concordat.approvals"
    label = "approvals"

    def ready(self) -> None:
        """Say what the models reach, who may see what was done to them, how it is told, and what is known."""
        from concordat.approvals import wiring  # noqa: PLC0415 - models are there only now

        wiring.wire()
