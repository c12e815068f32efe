"""What of the journey is measured: the pages from the first question to the papers, and its saves, by the services.

One partnership of each council goes the whole way to where its papers wait for a decision; the others were screened and
assessed, so that the register and home have as much to look through as in a council at work.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Mapping
from typing import Any

import measured

sys.path.insert(0, str(measured.ROOT))

from tests.answers.filling import LIMITED, fill

Work = Callable[[int], Any]
FORM, SECTION, LEVEL = "registration", "entry", "criterion.profile"
# Each page of the journey: its name, and what follows the partnership in its address.
PAGES: Mapping[str, tuple[str, ...]] = {
    "screening": (),
    "significance": (),
    "significance_question": ("profile",),
    "significance_assess": (),
    "forms": (),
    "form": (FORM,),
    "form_section": (FORM, SECTION),
    "matters": (),
    "matter": ("matter",),
    "papers": ("matter", "papers"),
}


def judged(scope: Any, row: Any) -> None:
    """Screen it as a partnership of the lowest band."""
    from tests.answers.filling import judged as screened_and_assessed  # noqa: PLC0415 - Django is set up by then

    screened_and_assessed(scope, row, **LIMITED)


def sent_in(scope: Any, row: Any) -> None:
    """Take it to where its papers wait for a decision."""
    from concordat.answers import submitting  # noqa: PLC0415
    from concordat.approvals import opening  # noqa: PLC0415

    matter = opening.open_matter(scope, involvement=row, start="entry")
    for form in ("score_sheet", FORM):
        fill(scope, row, form)
        submitting.submit(scope, involvement=row, form=form)
    opening.send(scope, matter=matter, version=matter.version)


def address(name: str, row: Any) -> str:
    """The address of a page of the journey."""
    from django.urls import reverse  # noqa: PLC0415

    from concordat.approvals.models import Papers  # noqa: PLC0415

    papers = Papers.objects.filter(involvement=row).select_related("matter").latest("pk")
    known = {"matter": papers.matter.reference, "papers": papers.number}
    return reverse(name, args=[row.council.slug, row.reference, *(known.get(part, part) for part in PAGES[name])])


def saves(scope: Any, row: Callable[[], Any]) -> dict[str, Work]:
    """Each save of the journey, which can be done again and again; ``row`` reads the partnership afresh."""
    from concordat.answers import submitting  # noqa: PLC0415
    from concordat.judgements import answering, judging, queries  # noqa: PLC0415
    from concordat.records import answering as records  # noqa: PLC0415
    from concordat.records import queries as kept  # noqa: PLC0415
    from concordat.records.queries import Side  # noqa: PLC0415

    def level(nth: int) -> None:
        version = queries.answers_as_seen(row(), [LEVEL]).version
        answering.answer(scope, involvement=row(), answers={LEVEL: 1 + nth % 2}, version=version)

    def fact(nth: int) -> None:
        side = Side(row(), joint=False)
        answers = {"commitment.spend_approval": f"Minute {nth + 10}"}
        records.answer(scope, side=side, answers=answers, version=kept.as_seen(side, list(answers)).version)

    return {
        "a level chosen": level,
        "screened": lambda _nth: judging.screen(scope, involvement=row()),
        "assessed": lambda _nth: judging.assess(scope, involvement=row()),
        "a form's answer saved": fact,
        "a form submitted": lambda _nth: submitting.submit(scope, involvement=row(), form="score_sheet"),
    }


def works(slug: str, reader: Any, got: Callable[[str], Any]) -> dict[str, Work]:
    """Each page of the journey in a council, asked for by ``got``, and each of its saves."""
    from concordat.councils import queries as councils  # noqa: PLC0415
    from concordat.register.models import Involvement  # noqa: PLC0415

    def row() -> Any:
        rows = Involvement.objects.filter(council__slug=slug, matters__start="entry")
        return rows.select_related("council", "partnership").get()

    def page(path: str) -> Work:
        return lambda _nth: got(path)

    pages = {f"page {name}": page(address(name, row())) for name in PAGES}
    return pages | saves(councils.scope_of(reader, slug), row)
