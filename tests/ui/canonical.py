"""HTML in one form, so that two pieces can be compared whatever their white space, quotes and order of attributes."""

from hashlib import sha256
from html.parser import HTMLParser

# Where white space is what somebody typed.
KEEPS_SPACE = {"textarea", "pre"}


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.found: list[str] = []
        self.within: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        written = sorted(f"{name}={' '.join((value or '').split())}" for name, value in attrs)
        self.found.append(f"<{tag} {' '.join(written)}>")
        self.within.append(tag)

    def handle_endtag(self, tag: str) -> None:
        self.found.append(f"</{tag}>")

    def handle_data(self, data: str) -> None:
        text = data if self.within and self.within[-1] in KEEPS_SPACE else " ".join(data.split())
        if text.strip():
            self.found.append(text)


def canonical(html: str) -> str:
    """Tags, attributes in order of the alphabet, and texts, one to a line."""
    reader = _Reader()
    reader.feed(html)
    reader.close()
    return "\n".join(reader.found)


def digest(html: str) -> str:
    """Sixteen hexadecimal digits of the canonical form: enough to tell that two are the same."""
    return sha256(canonical(html).encode()).hexdigest()[:16]
