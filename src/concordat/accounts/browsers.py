"""What a browser says of itself, in words that its owner recognises: "Firefox on Windows"."""

from __future__ import annotations

UNKNOWN = "An unknown browser"
# The order matters: each names those that come after it, too.
_BROWSERS = (("Edg", "Edge"), ("OPR/", "Opera"), ("Firefox/", "Firefox"), ("Chrome/", "Chrome"), ("Safari/", "Safari"))
_MACHINES = (
    ("iPhone", "iPhone"),
    ("iPad", "iPad"),
    ("Android", "Android"),
    ("Windows", "Windows"),
    ("Mac OS X", "Mac"),
    ("Linux", "Linux"),
)


def in_words(agent: str) -> str:
    """The browser and the kind of machine; nothing that tells one person's from another's."""
    browser = next((words for mark, words in _BROWSERS if mark in agent), "")
    machine = next((words for mark, words in _MACHINES if mark in agent), "")
    return " on ".join(filter(None, (browser or (machine and "A browser"), machine))) or UNKNOWN
