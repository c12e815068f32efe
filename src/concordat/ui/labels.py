"""A field's label as a word in a sentence."""

from __future__ import annotations


def named(label: object) -> str:
    """A label as the subject of a sentence: a question stands in quotation marks; of a label that explains itself
    after a semicolon, what comes before that."""
    words = str(label).strip()
    return f"“{words}”" if words.endswith("?") else words.partition(";")[0].rstrip()


def within(label: object) -> str:
    """A label inside a sentence: "Start date" becomes "start date", "CIPFA code" and a question stay as they are."""
    words = named(label)
    return words[:1].lower() + words[1:] if words[1:2].islower() or words[1:2] == " " else words
