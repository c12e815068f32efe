"""Who held which role on a day, who acted for whom, and whom the adopted edition asks: all out of the history."""

from __future__ import annotations

import json
from collections.abc import Iterable
from datetime import date
from functools import lru_cache
from typing import Any

from tests.invariants.reading import Row, Rows

# Said here once more, so that what the product says of it is not checked by itself.
NEXT_UP = {
    "lead_officer": "head_of_service",
    "sponsoring_officer": "head_of_service",
    "head_of_service": "senior_manager",
    "senior_manager": "director",
    "director": "chief_executive",
}
OF_A_COUNCIL = ("executive", "full_council", "scrutiny_committee", "senior_team", "committee", "partnership_board")


def on_day(row: Row, day: date) -> bool:
    """Whether something that counts from a day up to, not with, another counts on this one."""
    from_, until = row.get("from_day"), row.get("until")
    return (not from_ or from_ <= day.isoformat()) and (not until or until > day.isoformat())


def acts_for(rows: Rows, user: int, day: date, role: str) -> set[int]:
    """The users as whom somebody may act in a role: themselves, and those whose deputy they are on that day."""
    members = rows.of("councils.membership")
    found = {user}
    for row in rows.of("councils.deputy").values():
        deputy, of = members.get(row["deputy_id"], {}), members.get(row["membership_id"], {})
        if deputy.get("user_id") == user and on_day(row, day) and row.get("role", "") in ("", role):
            found.add(of["user_id"])
    return found


def holds(rows: Rows, users: Iterable[int], day: date, role: str) -> bool:
    """Whether any of some users holds a role on a day."""
    members, wanted = rows.of("councils.membership"), set(users)
    return any(
        row["role"] == role and on_day(row, day) and members.get(row["membership_id"], {}).get("user_id") in wanted
        for row in rows.of("councils.roleheld").values()
    )


def may_act(rows: Rows, user: int, day: date, role: str) -> bool:
    """Whether somebody may act in a role on a day, their own or that of somebody whom they act for."""
    return holds(rows, acts_for(rows, user, day, role), day, role)


def named(rows: Rows, involvement: int, day: date, roles: Iterable[str]) -> set[int]:
    """The users whom a partnership has for some roles on a day."""
    people = rows.of("register.person")
    found = (
        people.get(row.get("person_id", 0), {}).get("user_id")
        for row in rows.where("register.responsibility", involvement_id=involvement)
        if row["role"] in roles and on_day(row, day)
    )
    return {user for user in found if user}


def edition(rows: Rows, involvement: int, day: date) -> dict[str, Any]:
    """The edition by which a partnership is judged on a day, as it was adopted."""
    under = [row for row in rows.where("register.judgedunder", involvement_id=involvement) if on_day(row, day)]
    return read(rows.get("councils.adoption", under[0]["adoption_id"])["canonical"]) if under else {}


@lru_cache(maxsize=8)
def read(canonical: str) -> dict[str, Any]:
    """An edition as data."""
    found: dict[str, Any] = json.loads(canonical)
    return found


def step(of: dict[str, Any], task: str) -> dict[str, Any]:
    """What an edition says of a step, by "route.step", or of a duty that asks an act; nothing where it has none."""
    route, stop, name = task.partition(".")
    if not stop:
        return next((one for one in of.get("duties", ()) if one["id"] == task and "act" in one), {})
    return next(
        (one for found in of.get("routes", ()) if found["id"] == route for one in found["steps"] if one["id"] == name),
        {},
    )


def generic(of: dict[str, Any], name: str) -> str:
    """The role or body of the table behind one that an edition names by a title of its own."""
    for table in ("roles", "bodies"):
        if name in of.get(table, {}):
            return str(of[table][name]["generic"])
    return name
