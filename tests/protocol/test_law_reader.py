"""Whatever a file holds, it is read or refused, with a line that the file has."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from concordat.protocol.strict_yaml import read


@given(st.binary(max_size=300))
def test_any_bytes_are_read_or_refused_and_never_stumbled_over(raw: bytes) -> None:
    document = read("a.yaml", raw)
    assert all(fault.line >= 1 and fault.what for fault in document.faults)


@given(st.text(alphabet="ab:{}[]-,\"'&*!|>#%@` \n\t?01.", max_size=80))
def test_any_text_is_read_or_refused_and_never_stumbled_over(text: str) -> None:
    document = read("a.yaml", text.encode())
    lines = text.count("\n") + 1
    assert all(1 <= fault.line <= lines for fault in document.faults)
