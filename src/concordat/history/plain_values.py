"""Field values as plain JSON: what the record keeps of a row."""

from __future__ import annotations

import json
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any, TypeAlias
from uuid import UUID

from django.db import models

Field: TypeAlias = models.Field[Any, Any]
_KNOWN = (bool, int, str, date, Decimal, UUID)


def plain(field: Field, value: Any) -> Any:
    """A field's value as JSON can hold it, and as the database will give it back, whatever it was set to.

    A moment in universal time, a day as ISO 8601, a UUID and a decimal as text. Raises TypeError for anything else,
    ValueError for JSON that is none (such as an infinite number).
    """
    if isinstance(field, models.JSONField):
        return json.loads(json.dumps(value, sort_keys=True, allow_nan=False))
    if value is None:
        return None
    if not isinstance(value, _KNOWN):
        raise TypeError(f"{field}: {type(value).__name__} has no plain form in the record.")
    value = field.to_python(value)
    if isinstance(value, datetime):
        return value.astimezone(UTC).isoformat()
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Decimal):
        return str(round(value, getattr(field, "decimal_places", None) or 0))
    return str(value) if isinstance(value, UUID) else value
