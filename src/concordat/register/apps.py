"""The room as Django knows it."""

from django.apps import AppConfig


class Room(AppConfig):
    """The register."""

    name = "concordat.register"
    label = "register"

    def ready(self) -> None:
        """Say what the models reach, what is known here, follow adoptions, let work be handed over."""
        from concordat.councils import adoption  # noqa: PLC0415 - models are there only now
        from concordat.register import facts, handing_over, ownership, reaching, record, sources, telling  # noqa: PLC0415

        reaching.register_all()
        handing_over.register_all()
        ownership.register_all()
        telling.register_all()
        sources.add("register", facts.facts_of)
        adoption.followers.append(record.follow_adoption)
        adoption.letting_go.append(record.let_go_of_adoption)
