"""The room as Django knows it."""

from django.apps import AppConfig


class Room(AppConfig):
    """The councils and their people's rights."""

    name = "concordat.councils"
    label = "councils"
