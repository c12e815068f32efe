"""The room as Django knows it."""

from django.apps import AppConfig


class Room(AppConfig):
    """The register."""

    name = "concordat.register"
    label = "register"

    def ready(self) -> None:
        """Say what the models reach, what is known here, follow adoptions, let work be handed over."""
        from concordat.councils import adoption  # noqa: PLC0415 - models are there only now
        from concordat.register import (  # noqa: PLC0415
            facts,
            handing_over,
            hooks,
            ownership,
            reaching,
            record,
            sources,
            telling,
        )

        reaching.register_all()
        handing_over.register_all()
        ownership.register_all()
        telling.register_all()
        sources.add("register", facts.facts_of)
        hooks.pages.add(0, hooks.Page("partnership", "Overview"))
        hooks.pages.add(20, hooks.Page("partnership_entry", "Register entry"))
        hooks.pages.add(40, hooks.Page("partnership_history", "History", ownership.can_see_history))
        adoption.followers.append(record.follow_adoption)
        adoption.letting_go.append(record.let_go_of_adoption)
