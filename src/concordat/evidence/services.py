"""Attaching files and withdrawing them: the only writers of this room."""

from __future__ import annotations

from typing import Protocol

from concordat.councils.scope import Scope
from concordat.evidence import contents, kinds
from concordat.evidence.kinds import FIELD
from concordat.evidence.models import StoredFile
from concordat.evidence.permissions import check_can_add, check_can_withdraw
from concordat.history import clock
from concordat.history.acts import act
from concordat.history.recorded import Stale
from concordat.ui.refusals import CannotDo

MOST = 25 * 1024 * 1024


class Upload(contents.Chunked, Protocol):
    """What is attached: Django's ``UploadedFile`` is one."""

    name: str | None


def store(scope: Scope, *, owner_kind: str, owner: str, chain: str, upload: Upload, words: str = "") -> StoredFile:
    """Attach a file to a thing. ``chain`` is the thing's scope in the record.

    Raises NotAllowed, or CannotDo where the file is not of a kind that is kept, is too large, or is there already.
    """
    check_can_add(scope, owner_kind, owner)
    name = kinds.clean_name(upload.name or "")
    kind = kinds.kind_named(name)
    try:
        with contents.received(upload, MOST) as content:
            _check(content, name, kind, owner_kind, owner)
            contents.keep(content)
    except contents.TooLarge:
        raise CannotDo(f"“{name}” is larger than 25MB. Attach a smaller file.", FIELD) from None
    with act(scope.actor, "File attached", chain):
        file = StoredFile(
            chain=chain,
            owner_kind=owner_kind,
            owner=owner,
            name=name,
            words=words.strip(),
            media_type=kind.media_type,
            size=content.size,
            digest=content.digest,
            added_by=scope.actor.id,
            added_at=clock.now(),
        )
        file.save()
    return file


def _check(content: contents.Received, name: str, kind: kinds.Kind, owner_kind: str, owner: str) -> None:
    if not content.size:
        raise CannotDo(f"“{name}” is empty. Choose another file.", FIELD)
    same = StoredFile.objects.filter(
        owner_kind=owner_kind, owner=owner, digest=content.digest, withdrawn_at=None
    ).first()
    if same:
        raise CannotDo(f"This file is attached here already, as “{same.name}”. Choose another file.", FIELD)
    kinds.check_holds(content.path, name, kind)


def withdraw(scope: Scope, *, file: StoredFile, version: int, reason: str) -> StoredFile:
    """Withdraw a file: it is no longer shown or given out; that it was there, and why it went, stays in the record.

    Raises NotAllowed, CannotDo without a reason or where it is withdrawn already, Stale.
    """
    check_can_withdraw(scope, file)
    if not reason.strip():
        raise CannotDo("Enter why the file is withdrawn.", "reason")
    with act(scope.actor, "File withdrawn", file.chain, reason.strip()):
        row = StoredFile.objects.get(pk=file.pk)
        if row.withdrawn_at is not None:
            raise CannotDo("The file has been withdrawn already. There is nothing left to do.")
        if row.version != version:
            raise Stale(row)
        row.withdrawn_at = clock.now()
        row.save()
    return row


def sweep(before: float | None = None) -> int:
    """Remove contents that no row speaks of, if they were there before a moment, or a day ago; how many went."""
    return contents.sweep(StoredFile.objects.values_list("digest", flat=True).distinct(), before)
