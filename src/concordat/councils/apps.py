"""The room as Django knows it."""

from django.apps import AppConfig


class Room(AppConfig):
    """The councils and their people's rights."""

    name = "concordat.councils"
    label = "councils"

    def ready(self) -> None:
        """Say how the history of the models reads, and who may see it."""
        from concordat.councils import telling  # noqa: PLC0415 - models are there only now

        telling.register_all()
