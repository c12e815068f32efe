"""The room as Django knows it."""

from django.apps import AppConfig


class Room(AppConfig):
    """Screening, significance, and the judgements that an edition names."""

    name = "concordat.judgements"
    label = "judgements"

    def ready(self) -> None:
        """Say what the models reach, who may see what was done to them, and how it is told."""
        from concordat.judgements import wiring  # noqa: PLC0415 - models are there only now

        wiring.wire()
