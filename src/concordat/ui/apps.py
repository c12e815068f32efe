"""The room as Django knows it."""

from django.apps import AppConfig


class Room(AppConfig):
    """The page kit; it has no models."""

    name = "concordat.ui"
    label = "ui"
