"""The room as Django knows it."""

from django.apps import AppConfig


class Room(AppConfig):
    """Files."""

    name = "concordat.evidence"
    label = "evidence"
