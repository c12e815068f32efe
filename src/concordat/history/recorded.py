"""What a model of ours is: recorded, derived or plain; and the guard of what is recorded.

- ``Recorded``: changed only inside :func:`concordat.history.acts.act`, which writes what changed into the record.
- ``Derived``: worked out from records, and made again by one command.
- ``Plain``: sessions, tokens, tasks and the record itself; never captured.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from functools import cache
from typing import Any, ClassVar, NoReturn, Self, TypeVar

from django.db import models
from django.db.models.signals import class_prepared

from concordat.history import current
from concordat.history.canonical import canonical
from concordat.history.plain_values import Field, plain

_M = TypeVar("_M", bound=models.Model)


class Unrecorded(Exception):
    """Something tried to change a recorded model past the record. A mistake in our code, never a person's."""


class Stale(Exception):
    """The row was changed by somebody else since it was read. ``row`` is what was to be saved."""

    def __init__(self, row: models.Model) -> None:
        super().__init__(f"{row._meta.label} {row.pk} was changed by somebody else since it was read.")
        self.row = row


class _Guarded(models.QuerySet[_M]):
    """A query that reads. What it cannot do would leave no event, or not the right one."""

    def _refuse(self, what: str) -> NoReturn:
        raise Unrecorded(f"{self.model._meta.label}: {what} leaves no trace in the record. Save each row in an act.")

    def update(self, **_: Any) -> int:
        self._refuse("update()")

    def delete(self) -> tuple[int, dict[str, int]]:
        self._refuse("delete()")

    def bulk_create(self, *_: Any, **__: Any) -> list[_M]:
        self._refuse("bulk_create()")

    def bulk_update(self, *_: Any, **__: Any) -> int:
        self._refuse("bulk_update()")

    def _raw_delete(self, *_: Any, **__: Any) -> int:
        self._refuse("_raw_delete()")

    async def aupdate(self, **_: Any) -> int:
        self._refuse("aupdate()")

    async def adelete(self) -> tuple[int, dict[str, int]]:
        self._refuse("adelete()")

    async def abulk_create(self, *_: Any, **__: Any) -> list[_M]:
        self._refuse("abulk_create()")

    async def abulk_update(self, *_: Any, **__: Any) -> int:
        self._refuse("abulk_update()")


GuardedManager = models.Manager.from_queryset(_Guarded)


class Recorded(models.Model):
    """A row whose every change leaves an event. ``version`` counts its changes; a save on an old one raises Stale.

    ``secret`` names fields that are never captured. ``scope`` says in which chain its changes stand:
    ``installation``, ``council:<id>`` or ``partnership:<id>``.
    """

    secret: ClassVar[frozenset[str]] = frozenset()
    # Of one that is made to be looked at and stands for several rows: those.
    stands_for: Collection[Recorded] = ()

    version = models.PositiveIntegerField(default=0, editable=False)

    objects = GuardedManager()

    class Meta:
        abstract = True

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._as_read: dict[str, Any] = {}
        self._in_parts = False
        self._recording = False

    @property
    def scope(self) -> str:
        """The chain in which changes to this row stand. It never changes while the row lives."""
        raise NotImplementedError

    @classmethod
    def from_db(cls, db: str | None, field_names: Collection[str], values: Collection[Any], **more: Any) -> Self:
        row = super().from_db(db, field_names, values, **more)
        row._begin(dict(zip(field_names, values, strict=True)))  # noqa: SLF001 - one of ours
        return row

    def _begin(self, read: dict[str, Any]) -> None:
        """Keep what was read, to compare with; of JSON a copy, since that alone can change in place."""
        for name in _json_names(type(self)) & read.keys():
            if read[name] is not None:
                read[name] = plain(_fields(type(self))[name], read[name])
        self._as_read, self._in_parts = read, len(read) < len(_fields(type(self)))

    def refresh_from_db(
        self, using: str | None = None, fields: Iterable[str] | None = None, from_queryset: Any = None
    ) -> None:
        """Read the row again: what it was compared with is read again, too."""
        super().refresh_from_db(using=using, fields=fields, from_queryset=from_queryset)
        if fields is None:
            self._begin(self._loaded())
        else:
            # Parts read at different moments say nothing true of any, and the version guards only one of them.
            self._in_parts = True

    def as_plain(self) -> dict[str, Any]:
        """Every field that is captured, in plain JSON values."""
        hidden = {self._meta.pk.attname, "version", *self.secret}
        return {n: plain(field, getattr(self, n)) for n, field in _fields(type(self)).items() if n not in hidden}

    def _loaded(self) -> dict[str, Any]:
        return {name: self.__dict__[name] for name in _fields(type(self)) if name in self.__dict__}

    def _was(self, name: str) -> Any:
        return plain(_fields(type(self))[name], self._as_read.get(name))

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Save, and note what changed. Raises Unrecorded outside an act, Stale where somebody was faster."""
        act = self._act("save()")
        if args or kwargs.keys() - {"force_insert", "using"}:
            raise Unrecorded(f"{self._meta.label}: save() takes no options; the whole row is compared and kept.")
        self._refuse_what_cannot_be_compared()
        adding, after, secret_changed = self._state.adding, self.as_plain(), self._secret_changed()
        before = {name: None if adding else self._was(name) for name in after}
        changed = {name: (before[name], after[name]) for name in after if _differ(before[name], after[name])}
        if not (adding or changed or secret_changed):
            return
        self.version, self._recording = self.version + 1, True
        try:
            super().save(force_insert=adding, using=kwargs.get("using"))
        except BaseException:
            self.version -= 1
            raise
        finally:
            self._recording = False
        act.note(self, "created" if adding else "changed", changed)
        self._begin(self._loaded())

    def delete(self, *args: Any, **kwargs: Any) -> tuple[int, dict[str, int]]:
        """Take out a row that should never have been, and note what it said. Raises Unrecorded outside an act, Stale
        where somebody changed it since it was read."""
        act = self._act("delete()")
        if self._in_parts:
            raise Unrecorded(f"{self._meta.label}: only a part of the row was read. Read it all, then delete it.")
        was, key = {name: (value, None) for name, value in self.as_plain().items() if value is not None}, self.pk
        mine = type(self).objects.select_for_update().filter(pk=key, version=self.version)
        if mine.first() is None:
            raise Stale(self)
        done = super().delete(*args, **kwargs)
        self.pk = key  # which Django empties; what is noted has to say which row it was
        act.note(self, "removed", was)
        return done

    def _save_table(self, *args: Any, **kwargs: Any) -> Any:
        """Django's own: where save_base() and the loading of a file end, past save()."""
        if not self._recording:
            raise Unrecorded(f"{self._meta.label}: written past save(), it leaves no trace in the record.")
        return super()._save_table(*args, **kwargs)  # type: ignore[misc]

    def _act(self, what: str) -> current.Noting:
        act = current.get()
        if act is None:
            raise Unrecorded(f"{self._meta.label}: {what} outside an act leaves no trace in the record.")
        return act

    def _secret_changed(self) -> bool:
        fields = _fields(type(self))
        return any(_differ(self._was(name), plain(fields[name], getattr(self, name))) for name in self.secret)

    def _refuse_what_cannot_be_compared(self) -> None:
        if self._in_parts:
            raise Unrecorded(f"{self._meta.label}: only a part of the row was read at once. Read it all, then save.")
        for field in self._meta.concrete_fields:
            if hasattr(getattr(self, field.attname), "resolve_expression"):
                raise Unrecorded(
                    f"{self._meta.label}.{field.name}: an expression is no value to record. Read, then set."
                )

    def _do_update(self, base_qs: models.QuerySet[Any], *rest: Any, **more: Any) -> Any:
        """Django's own hook: here the row is found by the version that was read, too."""
        done = super()._do_update(base_qs.filter(version=self.version - 1), *rest, **more)
        if not done:
            raise Stale(self)
        return done


@cache
def _fields(model: type[models.Model]) -> dict[str, Field]:
    return {field.attname: field for field in model._meta.concrete_fields}


@cache
def _json_names(model: type[models.Model]) -> frozenset[str]:
    return frozenset(name for name, field in _fields(model).items() if isinstance(field, models.JSONField))


def _differ(before: Any, after: Any) -> bool:
    """Compared as text, since Python holds 1 and True for equal."""
    return before is not after and canonical(before) != canonical(after)


def _guard_what_django_uses(sender: type[models.Model], **_: Any) -> None:
    """Relations and ``_base_manager`` go round the manager of a model's own: let them find the guarded one."""
    if issubclass(sender, Recorded) and not sender._meta.abstract:
        sender._meta.base_manager_name = "objects"


class_prepared.connect(_guard_what_django_uses)


class Derived(models.Model):
    """Worked out from records; see :mod:`concordat.history.derived`."""

    class Meta:
        abstract = True


class Plain(models.Model):
    """Never captured: what passes, or the record itself."""

    class Meta:
        abstract = True


def kind_of(model: type[models.Model]) -> type[models.Model] | None:
    """Recorded, Derived or Plain; None where a model says none of them, or more than one."""
    found = [kind for kind in (Recorded, Derived, Plain) if issubclass(model, kind)]
    return found[0] if len(found) == 1 else None
