"""What every page shows around its content: the council, the service navigation, who is signed in."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse

from concordat.councils.scope import Scope

FOOTER = (
    ("Accessibility statement", "accessibility"),
    ("Privacy", "privacy"),
    ("Cookies", "cookies"),
)
# Each item: its words, the address it leads to, the right that takes, the parts of a council's addresses it stands for.
MENU = (
    ("Home", "home", "", ()),
    ("Register", "register", "see_register", ("register", "files", "try", "duties")),
    ("People and organisations", "people", "see_register", ("people", "organisations")),
    ("Administration", "administration", "see_settings", ("administration", "absence", "standing")),
)


def for_page(request: HttpRequest) -> dict[str, Any]:
    """The context of every page: ``menu``."""
    scope: Scope | None = getattr(request, "scope", None)
    user = getattr(request, "user", None)
    signed_in = user is not None and user.is_authenticated
    return {
        "menu": {
            "council": _council(scope) if scope else None,
            "items": _items(request, scope) if scope else [],
            "person": {"name": user.name, "url": reverse("account")} if user and signed_in else None,
            "sign_out": reverse("account_logout"),
            "training": settings.TRAINING,
            "footer": [{"text": words, "href": reverse(name)} for words, name in FOOTER],
        }
    }


def _council(scope: Scope) -> dict[str, str]:
    slug = scope.council.slug
    return {"name": scope.council.name, "slug": slug, "url": reverse("home", args=[slug])}


def _items(request: HttpRequest, scope: Scope) -> list[dict[str, Any]]:
    """Home, register, and administration for those who have any of it to do."""
    home = reverse("home", args=[scope.council.slug])
    return [
        {"text": text, "href": reverse(name, args=[scope.council.slug]), "active": _within(request.path, home, parts)}
        for text, name, right, parts in MENU
        if not right or scope.reach(right)
    ]


def _within(path: str, home: str, parts: tuple[str, ...]) -> bool:
    """Whether a page lies in one of these parts of a council's addresses; without any, whether it is the first page."""
    return any(path.startswith(f"{home}{part}/") for part in parts) if parts else path == home
