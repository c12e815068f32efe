"""What a model of ours is: recorded, derived or plain; and the guard of what is recorded.

- ``Recorded``: changed only inside :func:`concordat.history.acts.act`, which writes what changed into the record.
- ``Derived``: worked out from records, and made again by one command.
- ``Plain``: sessions, tokens, tasks and the record itself; never captured.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from typing import Any, ClassVar, NoReturn, Self, TypeVar

from django.core.exceptions import FieldDoesNotExist
from django.db import models

from concordat.history import current
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

    version = models.PositiveIntegerField(default=0, editable=False)

    objects = GuardedManager()

    class Meta:
        abstract = True

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._as_read: dict[str, Any] = {}

    @property
    def scope(self) -> str:
        """The chain in which changes to this row stand."""
        raise NotImplementedError

    @classmethod
    def from_db(cls, db: str | None, field_names: Collection[str], values: Collection[Any]) -> Self:
        row = super().from_db(db, field_names, values)
        row._as_read = {name: plain(cls._field(name), value) for name, value in zip(field_names, values, strict=True)}
        return row

    @classmethod
    def _field(cls, attname: str) -> Field:
        for field in cls._meta.concrete_fields:
            if field.attname == attname:
                return field
        raise FieldDoesNotExist(attname)

    def as_plain(self) -> dict[str, Any]:
        """Every field that is captured, in plain JSON values."""
        hidden = {"id", "version", *self.secret}
        return {f.attname: plain(f, getattr(self, f.attname)) for f in self._meta.concrete_fields if f.name not in hidden}

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Save, and note what changed. Raises Unrecorded outside an act, Stale where somebody was faster."""
        act = self._act("save()")
        if kwargs.get("update_fields") is not None or args:
            raise Unrecorded(f"{self._meta.label}: save() takes no options; the whole row is compared and kept.")
        self._refuse_expressions()
        after, secret_changed = self.as_plain(), self._secret_changed()
        before = {} if self._state.adding else {name: self._as_read.get(name) for name in after}
        changed = {name: (before.get(name), after[name]) for name in after if before.get(name) != after[name]}
        if not (self._state.adding or changed or secret_changed):
            return
        did = "created" if self._state.adding else "changed"
        self.version += 1
        try:
            super().save(**kwargs)
        except BaseException:
            self.version -= 1
            raise
        act.note(self, did, changed)
        self._as_read = {f.attname: plain(f, getattr(self, f.attname)) for f in self._meta.concrete_fields}

    def delete(self, *args: Any, **kwargs: Any) -> tuple[int, dict[str, int]]:
        """Take out a row that should never have been, and note what it said. Raises Unrecorded outside an act."""
        act = self._act("delete()")
        act.note(self, "removed", {name: (value, None) for name, value in self.as_plain().items() if value is not None})
        return super().delete(*args, **kwargs)

    def _act(self, what: str) -> current.Noting:
        act = current.get()
        if act is None:
            raise Unrecorded(f"{self._meta.label}: {what} outside an act leaves no trace in the record.")
        return act

    def _secret_changed(self) -> bool:
        return any(self._as_read.get(name) != plain(self._field(name), getattr(self, name)) for name in self.secret)

    def _refuse_expressions(self) -> None:
        for field in self._meta.concrete_fields:
            if hasattr(getattr(self, field.attname), "resolve_expression"):
                raise Unrecorded(f"{self._meta.label}.{field.name}: an expression has no value to record. Read, then set.")

    def _do_update(
        self,
        base_qs: models.QuerySet[Any],
        using: str | None,
        pk_val: Any,
        values: Collection[tuple[Field, type[models.Model] | None, Any]],
        update_fields: Iterable[str] | None,
        forced_update: bool,
    ) -> bool:
        """Django's own hook: here the row is found by the version that was read, too."""
        mine = base_qs.filter(version=self.version - 1)
        done: bool = super()._do_update(mine, using, pk_val, values, update_fields, forced_update)  # type: ignore[misc]
        if not done:
            raise Stale(self)
        return done


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
