"""The tests' own room."""

from django.apps import AppConfig


class Room(AppConfig):
    """Things to change."""

    name = "tests.history.things"
    label = "things"
