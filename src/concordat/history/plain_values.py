"""Field values as plain JSON: what the record keeps of a row."""

from __future__ import annotations

import json
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any, TypeAlias
from uuid import UUID

from django.db import models

Field: TypeAlias = models.Field[Any, Any]


def plain(field: Field, value: Any) -> Any:
    """A field's value as JSON can hold it; a moment in universal time, a day as ISO 8601, a UUID as text."""
    if isinstance(field, models.JSONField):
        return json.loads(json.dumps(value, sort_keys=True))
    if value is None or isinstance(value, bool | int | str):
        return value
    if isinstance(value, datetime):
        return value.astimezone(UTC).isoformat()
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Decimal | UUID):
        return str(value)
    raise TypeError(f"{field}: {type(value).__name__} has no plain form in the record.")
