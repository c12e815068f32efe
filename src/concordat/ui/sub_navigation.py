"""The pages of one thing, as plain links under its title."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class SubPage:
    """One of the pages; ``current`` is the one that is shown."""

    text: str
    href: str
    current: bool = False


@dataclass(frozen=True)
class SubNavigation:
    """The pages in their order; ``label`` says of what, to those who hear the page. The layout shows it from the
    context's ``subnav``."""

    label: str
    pages: tuple[SubPage, ...]
