"""While a page is built the same is read once; otherwise, and for the next page, it is read again."""

import pytest

from concordat.ui.once import once, within


def test_the_same_is_read_once_within_and_every_time_without() -> None:
    read: list[str] = []

    def number(what: str, of: int) -> int:
        def reading() -> int:
            read.append(what)
            return len(read)

        return once((what, of), reading)

    assert [number("rows", 1), number("rows", 1)] == [1, 2]
    with within():
        assert [number("rows", 1), number("rows", 1)] == [3, 3]
        assert [number("rows", 2), number("words", 1), number("rows", 1)] == [4, 5, 3]
    with within():
        assert number("rows", 1) == 6
    assert number("rows", 1) == 7


def test_what_failed_is_not_kept_and_a_page_that_failed_leaves_nothing_behind() -> None:
    def fails() -> int:
        raise LookupError

    def page() -> None:
        with within():
            with pytest.raises(LookupError):
                once(("rows", 1), fails)
            assert once(("rows", 1), lambda: 2) == 2
            raise LookupError

    with pytest.raises(LookupError):
        page()
    assert once(("rows", 1), lambda: 3) == 3
