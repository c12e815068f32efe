"""What is known of files. The scope comes first; what it may not see is not there."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from concordat.accounts.models import User
from concordat.councils.scope import Scope
from concordat.evidence import contents
from concordat.evidence.models import StoredFile
from concordat.evidence.permissions import can_see
from concordat.history import owners


def files_of(scope: Scope, kind: str, owner: str) -> list[StoredFile]:
    """The files attached to a thing, the newest first, but those withdrawn; none where the reader may not see it."""
    if not can_see(scope, kind, owner):
        return []
    found = StoredFile.objects.filter(owner_kind=kind, owner=owner, withdrawn_at=None)
    return list(found.order_by("-added_at", "-pk"))


def find(scope: Scope, reference: str) -> StoredFile | None:
    """A file by its reference, withdrawn or not; None where there is none that the reader may see."""
    file = StoredFile.objects.filter(reference=reference).first()
    return file if file and can_see(scope, file.owner_kind, file.owner) else None


def names_of(files: Iterable[StoredFile]) -> dict[str, str]:
    """Who attached these files: names by the id that stands in the record."""
    actors = {file.added_by for file in files}
    return dict(User.objects.filter(reference__in=actors).values_list("reference", "name"))


def can_see_history(scope: Scope, row: str) -> bool:
    """Whether the reader may see what became of a file, by its row's id: who may see that of its owner."""
    file = StoredFile.objects.filter(pk=row).first()
    if file is None or not can_see(scope, file.owner_kind, file.owner):
        return False
    return owners.can_see(scope, file.owner_kind, file.owner)


def breaks() -> Iterator[str]:
    """Each file whose content is not there, or is not what was attached. Reads all of them."""
    for name, digest in StoredFile.objects.order_by("pk").values_list("name", "digest"):
        try:
            contents.opened(digest).close()
        except contents.Damaged:
            yield f"The file “{name}” is missing or damaged."
