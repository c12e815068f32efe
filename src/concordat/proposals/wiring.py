"""What this room puts on pages below it. Done once, as the site starts."""

from concordat.proposals import panels
from concordat.register import hooks


def wire() -> None:
    """What to do next and the whole way come first on a partnership's page; what is next, on that of what was done."""
    hooks.panels.add("partnership", 0, panels.of_partnership)
    hooks.panels.add("after", 0, panels.after)
