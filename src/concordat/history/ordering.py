"""Order by a stored key, since databases disagree on what comes first."""

from __future__ import annotations

import re
import unicodedata


def sort_key(text: str) -> str:
    """Lower case, without accents; signs as spaces; numbers padded, so that 9 comes before 10."""
    plain = "".join(c for c in unicodedata.normalize("NFKD", text.casefold()) if not unicodedata.combining(c))
    words = re.sub(r"[^0-9a-z]+", " ", plain).strip()
    return re.sub(r"\d+", lambda found: found.group().zfill(8), words)[:200]
