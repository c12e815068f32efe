"""Adopting an edition: a copy of its rules and files, from where it runs, dated."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date, timedelta
from pathlib import Path
from typing import IO, Any, TypeAlias

from django.db.models import Q

from concordat.councils.adoption_upload import FIELD, unpacked
from concordat.councils.models import AdoptedFile, Adoption, KeptEdition
from concordat.councils.permissions import check_can_keep_settings
from concordat.councils.scope import Scope
from concordat.councils.services import in_turn, reread
from concordat.history import clock
from concordat.history.acts import act
from concordat.library import shelf
from concordat.protocol import seal
from concordat.protocol.edition import Edition
from concordat.protocol.faults import Refused
from concordat.protocol.load import Loaded, load
from concordat.protocol.rules import Rules
from concordat.ui.refusals import CannotDo

KEPT = timedelta(hours=24)
Files: TypeAlias = Mapping[str, str]
_LEFT_OUT = ("cases", "demo")

# Rooms above that keep something by edition follow an adoption here, inside its act.
Follow: TypeAlias = Callable[[Scope, Adoption], None]
followers: list[Follow] = []
# They let go of one that is taken back here, inside that act, while it is still there.
letting_go: list[Follow] = []

# What an edition would mean for what rooms above keep: each is asked with the rules and the day, and answers rows.
PreviewHook: TypeAlias = Callable[[Scope, Rules, date], Sequence[Mapping[str, Any]]]
preview_hooks: list[PreviewHook] = []


def adopt(scope: Scope, *, edition_id: str, from_: date, reason: str = "") -> Adoption:
    """Adopt an edition of the library from a day on. Raises CannotDo where it cannot be used, or not on that day.

    The one in force on that day ends there; where another is planned for later, this one ends there.
    """
    check_can_keep_settings(scope)
    edition, files = from_library(edition_id)
    return _adopt(scope, edition, files, from_, reason)


def adopt_upload(scope: Scope, *, upload: IO[bytes], from_: date, reason: str = "") -> Adoption:
    """Adopt an edition from a zip of its folder. Raises CannotDo with each fault, its file and line, in ``items``."""
    check_can_keep_settings(scope)
    edition, files = from_upload(upload)
    return _adopt(scope, edition, files, from_, reason)


def keep_upload(scope: Scope, *, upload: IO[bytes]) -> KeptEdition:
    """Keep the edition of a zip for a day, so that somebody sees what it would mean before they adopt it."""
    check_can_keep_settings(scope)
    edition, files = from_upload(upload)
    KeptEdition.objects.filter(at__lt=clock.now() - KEPT).delete()
    return KeptEdition.objects.create(
        council=scope.council, edition=edition.edition, canonical=seal.canonical(edition), files=files, at=clock.now()
    )


def adopt_kept(scope: Scope, *, kept: KeptEdition, from_: date, reason: str = "") -> Adoption:
    """Adopt an edition that was uploaded and looked at."""
    check_can_keep_settings(scope)
    if kept.council_id != scope.council.pk:
        raise CannotDo("This upload is no longer kept. Upload the zip again.")
    return _adopt(scope, seal.from_canonical(kept.canonical), kept.files, from_, reason)


def take_back(scope: Scope, *, adoption: Adoption, version: int, reason: str) -> None:
    """Take back an adoption that is planned: what is in force before its day goes on, up to what comes after it.

    Raises CannotDo where its day has come, or without a reason.
    """
    check_can_keep_settings(scope, adoption)
    if adoption.from_day <= scope.on:
        raise CannotDo("This protocol is in force already. Adopt another one from a day on instead.")
    if not reason.strip():
        raise CannotDo("Say why the protocol is taken back.", "reason")
    with act(scope.actor, "Planned protocol taken back", scope.council.scope, reason):
        in_turn(scope.council)
        row = reread(adoption, version)
        for let_go in letting_go:
            let_go(scope, row)
        for file in row.files.all():
            file.delete()
        before = Adoption.objects.filter(council=scope.council, until=row.from_day).first()
        row.delete()
        if before is not None:
            before.until = row.until
            before.save()


def from_library(edition_id: str) -> tuple[Edition, Files]:
    """An edition of the library and its files. Raises CannotDo where there is none, or it cannot be used."""
    try:
        shelved = shelf.find(edition_id)
        return shelved.load().edition, files_of(shelved.path)
    except Refused as refused:
        raise _unusable(refused, "edition_id") from None


def from_upload(upload: IO[bytes]) -> tuple[Edition, Files]:
    """The edition in a zip of its folder, and its files. Raises CannotDo with its faults."""
    with unpacked(upload) as folder:
        try:
            loaded: Loaded = load(folder, with_cases=False)
        except Refused as refused:
            raise _unusable(refused, FIELD) from None
        return loaded.edition, files_of(folder)


def _unusable(refused: Refused, field: str) -> CannotDo:
    faults = [str(fault) for fault in refused.faults if not fault.warning]
    return CannotDo("This protocol cannot be adopted as it is. Mend what is listed, then try again.", field, faults)


def files_of(folder: Path) -> Files:
    """The text of an edition's files by name, in order; its cases and its demonstration are no rules and stay out."""
    paths = sorted(path for path in folder.rglob("*") if path.is_file())
    named = {path.relative_to(folder).as_posix(): path for path in paths}
    return {
        name: path.read_text(encoding="utf-8") for name, path in named.items() if name.split("/")[0] not in _LEFT_OUT
    }


def _adopt(scope: Scope, edition: Edition, files: Files, from_: date, reason: str) -> Adoption:
    adoption = Adoption(
        council=scope.council,
        edition=edition.edition,
        revision=edition.revision,
        title=edition.title[:200],
        language=edition.language,
        digest=seal.digest(edition),
        canonical=seal.canonical(edition),
        from_day=from_,
    )
    with act(scope.actor, "Protocol adopted", scope.council.scope, reason, since=from_):
        in_turn(scope.council)
        _make_room(scope, adoption)
        adoption.save()
        for name, text in files.items():
            AdoptedFile(adoption=adoption, name=name, text=text).save()
        for follow in followers:
            follow(scope, adoption)
    return adoption


def _make_room(scope: Scope, adoption: Adoption) -> None:
    """End the one in force on the new one's first day, and the new one where a later one begins."""
    others = Adoption.objects.filter(council=scope.council)
    day = adoption.from_day
    same = others.filter(from_day=day).first()
    if same is not None:
        raise CannotDo(f"“{same.title}” is adopted from that very day. Choose another day.", "from_")
    before = others.filter(Q(until=None) | Q(until__gt=day), from_day__lt=day).order_by("-from_day").first()
    after = others.filter(from_day__gt=day).order_by("from_day").first()
    if before is not None and before.digest == adoption.digest:
        raise CannotDo("This very protocol is in force on that day already. There is nothing to adopt.", "edition_id")
    if before is not None:
        before.until = day
        before.save()
    adoption.until = after.from_day if after is not None else None
