"""Keys to order by, and references."""

import random
import re

import pytest
from tests.history.things.making import made
from tests.history.things.models import Thing

from concordat.history.ordering import by_key, sort_key
from concordat.history.references import ALPHABET, reference


@pytest.mark.parametrize(
    ("first", "then"),
    [("Board 9", "Board 10"), ("Éire", "Exe"), ("apple", "Banana"), ("St. Ives", "St Ives 2"), ("a b", "ab")],
)
def test_names_come_in_the_order_in_which_people_look_for_them(first: str, then: str) -> None:
    assert sort_key(first) < sort_key(then)


@pytest.mark.parametrize("same", [("Tŷ Gwyn", "ty gwyn"), ("St. Ives", "st ives"), ("A – B", " a  b ")])
def test_names_that_differ_in_case_accent_or_sign_only_have_one_key(same: tuple[str, str]) -> None:
    assert sort_key(same[0]) == sort_key(same[1])


def test_a_key_fits_its_column() -> None:
    assert len(sort_key("1 " * 500)) == 200


@pytest.mark.django_db
def test_every_database_orders_keys_letter_by_letter() -> None:
    chance = random.Random(3)
    names = ["".join(chance.choices("ab 019", k=6)).strip() for _ in range(200)]
    for name in names:
        made(name=name)
    assert list(Thing.objects.order_by(by_key("name")).values_list("name", flat=True)) == sorted(names)
    falling = Thing.objects.order_by(by_key("name").desc())
    assert list(falling.values_list("name", flat=True)) == sorted(names, reverse=True)


def test_references_are_told_apart_by_ear_and_never_the_same() -> None:
    made_ = {reference() for _ in range(2000)}
    assert len(made_) == 2000
    assert all(re.fullmatch(f"[{ALPHABET}]{{12}}", one) for one in made_)
    assert not set(ALPHABET) & set("01aeiouly")
