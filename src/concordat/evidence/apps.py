"""The room as Django knows it."""

from django.apps import AppConfig


class Room(AppConfig):
    """Files."""

    name = "concordat.evidence"
    label = "evidence"

    def ready(self) -> None:
        """Say who may see the history of a file, and how it reads."""
        from concordat.evidence import queries  # noqa: PLC0415 - models are there only now
        from concordat.history import owners, sealed, words  # noqa: PLC0415

        owners.add("evidence.storedfile", queries.can_see_history)
        sealed.add("files", queries.breaks)
        shown = {"name": "Name", "words": "What it is", "withdrawn_at": "Withdrawn"}
        hidden = ("reference", "chain", "owner_kind", "owner", "media_type", "size", "digest", "added_by", "added_at")
        words.add("evidence.storedfile", {**shown, **dict.fromkeys(hidden, "")}, thing="File", named=("name",))
