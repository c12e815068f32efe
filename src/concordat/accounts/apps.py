"""The room as Django knows it."""

from django.apps import AppConfig


class Room(AppConfig):
    """People who sign in."""

    name = "concordat.accounts"
    label = "accounts"
