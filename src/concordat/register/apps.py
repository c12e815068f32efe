"""The room as Django knows it."""

from django.apps import AppConfig


class Room(AppConfig):
    """The register."""

    name = "concordat.register"
    label = "register"
