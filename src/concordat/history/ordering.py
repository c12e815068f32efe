"""Order by a stored key, since databases disagree on what comes first."""

from __future__ import annotations

import re
import unicodedata
from typing import Any

from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models import Func
from django.db.models.sql.compiler import SQLCompiler


def sort_key(text: str) -> str:
    """Lower case, without accents; signs as spaces; numbers padded, so that 9 comes before 10."""
    plain = "".join(c for c in unicodedata.normalize("NFKD", text.casefold()) if not unicodedata.combining(c))
    words = re.sub(r"[^0-9a-z]+", " ", plain).strip()
    return re.sub(r"\d+", lambda found: found.group().zfill(8), words)[:200]


class by_key(Func):  # noqa: N801 - reads as what it does: order_by(by_key("sort_name"))
    """Order by a stored key, letter by letter, on every database: PostgreSQL would compare by its own language."""

    template = "%(expressions)s"
    arity = 1

    def as_postgresql(self, compiler: SQLCompiler, connection: BaseDatabaseWrapper, **more: Any) -> Any:
        """The comparison that SQLite makes."""
        return super().as_sql(compiler, connection, template='%(expressions)s COLLATE "C"', **more)
