"""Taking a backup while the site serves, and putting one in place while it does not."""

from __future__ import annotations

import shutil
import tempfile
from dataclasses import dataclass
from pathlib import Path

from django.conf import settings

from concordat import version
from concordat.evidence import contents
from concordat.evidence.models import StoredFile
from concordat.history import clock, sealed
from concordat.site import archive, databases, place
from concordat.ui.refusals import CannotDo


@dataclass(frozen=True)
class Taken:
    """A backup that was taken. ``damaged`` are digests of files that are missing or no longer what they were."""

    files: int
    bytes: int
    damaged: list[str]


@dataclass(frozen=True)
class Restored:
    """A backup that was put in place: when and by which version it was made, what is wrong in it, and where that
    lies which was there before (None where nothing was)."""

    made_at: str
    version: str
    faults: list[str]
    aside: Path | None


def take(to: Path) -> Taken:
    """Write a backup. The database is copied first: the files that it speaks of do not change and are not removed.

    Raises CannotDo where there is a file of that name, or the database cannot be copied.
    """
    if to.exists():
        raise CannotDo(f"There is a file “{to}” already. Name one that is not there yet.")
    about = {"version": version(), "made_at": clock.now().isoformat(), "database": databases.kind()}
    with (
        tempfile.TemporaryDirectory(prefix=".backup-", dir=to.parent) as folder,
        archive.written(to, about) as backup,
    ):
        copy = Path(folder) / "database"
        databases.copy_to(copy)
        wanted = set(StoredFile.objects.values_list("digest", flat=True).distinct())
        backup.add(archive.DATABASE, copy)
        good = {digest for digest, path in contents.kept() if backup.add(f"{archive.FILES}{digest}", path) == digest}
    return Taken(len(good), to.stat().st_size, sorted(wanted - good))


def restore(file: Path, *, replace: bool) -> Restored:
    """Put a backup in place of what is here, which is set aside and not removed.

    Raises CannotDo where something is here and ``replace`` is not said, where the site is serving, or where the
    backup is damaged; then nothing has changed.
    """
    data = Path(settings.DATA_DIR)
    data.mkdir(mode=0o750, parents=True, exist_ok=True)
    with place.alone():
        there = not databases.is_empty() or any(contents.kept())
        if there and not replace:
            raise CannotDo("There is a database or there are files here already. With --replace they are set aside.")
        with tempfile.TemporaryDirectory(prefix="restoring-", dir=data) as folder:
            staged = Path(folder)
            about = archive.unpacked(file, staged, databases.kind())
            databases.check_copy(staged / archive.DATABASE)
            aside = _set_aside(data) if there else None
            databases.take_from(staged / archive.DATABASE)
            _put_files(staged / archive.FILES)
        return Restored(about["made_at"], about["version"], list(sealed.faults()), aside)


def _set_aside(data: Path) -> Path:
    aside = data / f"before-restore-{clock.now():%Y%m%d-%H%M%S}"
    aside.mkdir(mode=0o700)
    databases.set_aside(aside)
    files = Path(settings.FILES_DIR)
    if files.is_dir():
        shutil.move(files, aside / "files")
    return aside


def _put_files(staged: Path) -> None:
    for path in staged.glob("*"):
        target = contents.path_of(path.name)
        target.parent.mkdir(mode=0o750, parents=True, exist_ok=True)
        path.chmod(0o440)
        shutil.move(path, target)
