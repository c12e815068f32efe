"""The room as Django knows it."""

from django.apps import AppConfig


class Room(AppConfig):
    """What binds the rooms together."""

    name = "concordat.site"
    label = "site"
