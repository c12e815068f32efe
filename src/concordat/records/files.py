"""Files of documents: seen by whoever sees the register of a council that has a part, added by who keeps that side."""

from __future__ import annotations

from collections.abc import Callable

from django.db.models import Q
from django.urls import reverse

from concordat.councils.scope import Scope
from concordat.evidence import owners
from concordat.evidence.models import StoredFile
from concordat.evidence.queries import files_of
from concordat.records import permissions
from concordat.records.models import JointRow, OwnRow
from concordat.records.queries import AnyRow, Side
from concordat.register.models import Involvement

GROUP = "documents"
_PAGE = {OwnRow: "list_row", JointRow: "list_row_joint"}


def register_all() -> None:
    """Answer for the files of documents, of either side."""
    for model in (OwnRow, JointRow):
        found = _finder(model)
        owners.add(
            model._meta.label_lower,
            can_see=lambda scope, pk, found=found: found(scope, pk) is not None,  # type: ignore[misc]
            can_add=lambda scope, pk, found=found: _can_add(scope, found(scope, pk)),  # type: ignore[misc]
            about=lambda scope, pk, found=found: _about(scope, found(scope, pk)),  # type: ignore[misc]
        )


def kind_of(row: AnyRow) -> str:
    """What a row is called as the owner of files."""
    return row._meta.label_lower


def has_files(scope: Scope, row: AnyRow) -> bool:
    """Whether files are attached to a row that have not been withdrawn."""
    return row.group == GROUP and bool(files_of(scope, kind_of(row), str(row.pk)))


def attached(involvement: Involvement) -> list[StoredFile]:
    """What is attached to a partnership and to its documents now, in the order in which it was."""
    own, joint = OwnRow.objects.filter(group=GROUP), JointRow.objects.filter(group=GROUP)
    owners_ = {
        Involvement._meta.label_lower: [involvement.pk],
        OwnRow._meta.label_lower: own.filter(involvement=involvement).values_list("pk", flat=True),
        JointRow._meta.label_lower: joint.filter(partnership=involvement.partnership_id).values_list("pk", flat=True),
    }
    wanted = Q()
    for kind, ids in owners_.items():
        wanted |= Q(owner_kind=kind, owner__in=[str(pk) for pk in ids])
    return list(StoredFile.objects.filter(wanted, withdrawn_at=None).order_by("pk"))


Found = tuple[AnyRow, Involvement] | None


def _finder(model: type[OwnRow | JointRow]) -> Callable[[Scope, str], Found]:
    """Finds a document for a reader, with their own council's part; None where they may not see it."""

    def find(scope: Scope, pk: str) -> Found:
        row = model.objects.filter(pk=pk, group=GROUP).first()
        if row is None or scope.reach("see_register") is None:
            return None
        ours = Involvement.objects.select_related("partnership__steward", "council").filter(council=scope.council)
        if isinstance(row, OwnRow):
            part = ours.filter(pk=row.involvement_id).first()
        else:
            part = ours.filter(partnership=row.partnership_id, withdrawn_at=None).first()
        return (row, part) if part is not None else None

    return find


def _can_add(scope: Scope, found: Found) -> bool:
    return found is not None and permissions.can_keep(scope, Side(found[1], isinstance(found[0], JointRow)))


def _about(scope: Scope, found: Found) -> owners.About:
    assert found is not None  # noqa: S101 - asked only where it was found
    row, part = found
    url = reverse(_PAGE[type(row)], args=[scope.council.slug, part.reference, GROUP, row.reference])
    title = row.cells.get("title")
    return owners.About(title if isinstance(title, str) and title else part.partnership.name, url, row.scope)
