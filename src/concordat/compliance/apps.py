"""The room as Django knows it."""

from django.apps import AppConfig


class Room(AppConfig):
    """Fact sheets, segments and standing."""

    name = "concordat.compliance"
    label = "compliance"
