"""Tables, pages of a list, filters, files, summaries, charts and values in words."""

import csv
from datetime import UTC, date, datetime
from decimal import Decimal
from io import StringIO
from itertools import pairwise
from typing import Any

import pytest
from django.http import QueryDict
from django.template.loader import render_to_string
from django.utils.html import escape
from hypothesis import given
from hypothesis import strategies as st
from tests.ui.kit_urls import COUNTS, SPANS, Narrow

from concordat.protocol.facts import Cell as Fact
from concordat.protocol.values import NotApplicable, Rows
from concordat.ui import charts, pagination, summaries, tables, words
from concordat.ui.answers import BLANK
from concordat.ui.csv import csv_response, csv_text
from concordat.ui.filters import chosen, kept

MONEY = Fact(type="money", words="Q", unit="pounds a year")
IN_WORDS: list[tuple[Any, Fact | None, str]] = [
    (BLANK, None, "Not answered yet"),
    ("", None, "Not answered yet"),
    (None, None, "Not known"),
    (NotApplicable("It ended"), None, "Does not apply: It ended"),
    (0, None, "None"),
    (0, MONEY, "Nil"),
    ((), None, "None"),
    (Rows((), complete=True), None, "None"),
    (Rows((), complete=False), None, "Not answered yet"),
    (Rows(({"id": "1"},), complete=False), None, "1, and there may be others"),
    (False, None, "No"),
    (True, None, "Yes"),
    (1234, None, "1,234"),
    (Decimal("12.50"), Fact(type="number", words="Q", unit="percent"), "12.5%"),
    (3, Fact(type="number", words="Q", unit="months"), "3 months"),
    (123450, MONEY, "£1,234.50 a year"),
    (date(2026, 3, 3), None, "3 March 2026"),
    ("b", Fact(type="choice", words="Q", options={"b": "Major"}), "Major"),
    (("b", "c"), Fact(type="choices", words="Q", options={"b": "Major"}), "Major, c"),
]


@pytest.mark.parametrize(("value", "fact", "expected"), IN_WORDS)
def test_an_answer_reads_in_words_and_the_four_that_are_no_value_read_differently(
    value: Any, fact: Fact | None, expected: str
) -> None:
    assert words.in_words(value, fact) == expected


def test_a_moment_is_shown_with_the_day_and_hour_of_london() -> None:
    late = datetime(2026, 6, 30, 23, 30, tzinfo=UTC)
    assert (words.day(late), words.moment(late)) == ("1 July 2026", "1 July 2026 at 12:30am")


@pytest.mark.parametrize("wrong", [12.5, Decimal(3), True, "12"])
def test_money_that_is_not_integer_pence_is_refused_rather_than_shown_wrong(wrong: object) -> None:
    with pytest.raises(TypeError, match="Money is integer pence"):
        words.money(wrong)


@pytest.mark.parametrize(
    ("current", "last", "expected"),
    [
        (1, 1, [1]),
        (1, 3, [1, 2, 3]),
        (4, 7, [1, 2, 3, 4, 5, 6, 7]),
        (7, 20, [1, None, 6, 7, 8, None, 20]),
        (1, 20, [1, 2, None, 20]),
    ],
)
def test_far_pages_are_a_gap_and_a_gap_never_hides_one_page(
    current: int, last: int, expected: list[int | None]
) -> None:
    assert pagination.numbers(current, last) == expected


@given(st.integers(1, 60).flatmap(lambda last: st.tuples(st.integers(1, last), st.just(last))))
def test_pages_rise_and_hold_the_first_the_last_and_the_current(at: tuple[int, int]) -> None:
    shown = [number for number in pagination.numbers(*at) if number is not None]
    assert all(a < b for a, b in pairwise(shown))
    assert {1, at[0], at[1]} <= set(shown)


def test_one_page_has_no_pagination_and_the_first_and_last_have_no_way_beyond() -> None:
    assert pagination.params(1, 1, {}) == {}
    assert "previous" not in pagination.params(1, 3, {})
    assert "next" not in pagination.params(3, 3, {})


def test_a_link_to_another_page_keeps_the_rest_of_the_query() -> None:
    query = QueryDict("band=a&band=b&page=2&words=x%26y")
    assert pagination.params(2, 3, query)["next"]["href"] == "?band=a&band=b&words=x%26y&page=3"


COLUMNS = [tables.Column("Name", "name"), tables.Column("Stage"), tables.Column("Cost", "cost", numeric=True)]


@pytest.mark.parametrize(
    ("asked", "expected"),
    [("cost", ("cost", False)), ("-cost", ("cost", True)), ("secret", ("name", False)), ("", ("name", False))],
)
def test_only_a_column_that_sorts_can_be_sorted_by(asked: str, expected: tuple[str, bool]) -> None:
    sort = tables.Sort.read({"sort": asked}, COLUMNS, tables.Sort("name"))
    assert (sort.name, sort.descending) == expected


def test_headings_sort_by_link_turn_round_when_sorted_and_lose_the_page() -> None:
    table = tables.Table(COLUMNS, [], "C", "E", tables.Sort("name"))
    headings = tables.for_template(table, QueryDict("page=3&band=a"))["headings"]
    assert [(h.href, h.aria_sort) for h in headings] == [
        ("?band=a&sort=-name", "ascending"),
        ("", ""),
        ("?band=a&sort=cost", "none"),
    ]


def test_a_row_that_does_not_fit_the_columns_is_refused() -> None:
    with pytest.raises(ValueError, match="zip"):
        tables.for_template(tables.Table(COLUMNS, [["only one"]], "C", "E"), {})


def test_what_a_person_wrote_is_escaped_in_a_table() -> None:
    table = tables.Table([tables.Column("Name")], [["<script>"]], "C", "E")
    assert "<script>" not in render_to_string("ui/table.html", tables.for_template(table, {}))


def test_a_choice_in_a_filter_is_a_link_that_takes_it_away_and_nothing_else() -> None:
    query = QueryDict("words=River&band=major&sort=-name&page=4")
    assert [tuple(item) for item in chosen(Narrow(query), query)] == [
        ("Name", "River", "?band=major&sort=-name"),
        ("Band", "Major", "?words=River&sort=-name"),
    ]
    assert kept(Narrow(query), query) == [("sort", "-name")]


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "\r", "\0"])
def test_a_cell_that_a_spreadsheet_would_run_is_made_text(start: str) -> None:
    row = next(csv.reader(StringIO(csv_text([f"{start}x"], []), newline="")))
    assert row == [f"'{start}x"]


@given(st.lists(st.lists(st.text(st.characters(exclude_categories=["Cs"])), min_size=2, max_size=2)))
def test_whatever_is_written_is_read_back_but_for_the_apostrophe(rows: list[list[str]]) -> None:
    read = list(csv.reader(StringIO(csv_text(["a", "b"], rows), newline="")))[1:]
    assert [[cell.removeprefix("'") for cell in row] for row in read] == [
        [cell.removeprefix("'") for cell in row] for row in rows
    ]


def test_a_figure_below_nought_stays_a_figure_and_a_file_is_named_plainly() -> None:
    response = csv_response("Register; March\r\n2026", ["n"], [[-5]])
    assert response.content == b"n\r\n-5\r\n"
    assert response.headers["Content-Disposition"] == 'attachment; filename="register-march-2026.csv"'


def test_a_missing_value_is_the_link_that_gives_it_and_a_present_one_has_change_beside_it() -> None:
    rows = summaries.summary([summaries.Row("End", None, "/end"), summaries.Row("Name", "<b>", "/name")])["rows"]
    assert rows[0]["value"]["html"].startswith('<a class="govuk-link" href="/end">Not known')
    assert "actions" not in rows[0]
    assert rows[1]["value"]["html"] == escape("<b>")
    assert rows[1]["actions"]["items"][0]["visuallyHiddenText"] == "Name"


def test_every_part_of_a_bar_is_in_its_legend_and_table_with_a_pattern_of_its_own() -> None:
    html = charts.stacked_bar(COUNTS, title="Standing")
    parts = charts._parts([charts.Count(*count) for count in COUNTS], 35)
    assert len({part.pattern for part in parts}) == len(COUNTS)
    for label, _, number, _ in COUNTS:
        assert html.count(f"{label} <b>{number}</b>") == 1
        assert f'{label}</th><td class="govuk-table__cell govuk-table__cell--numeric">{number}<' in html
    assert "style=" not in html


def test_the_parts_of_a_bar_fill_it_and_the_thinnest_can_be_seen() -> None:
    parts = charts._parts(
        [charts.Count("A", "met", 1000), charts.Count("B", "overdue", 1), charts.Count("C", "x", 0)], 1001
    )
    widths = [float(part.width.rstrip("%")) for part in parts]
    assert sum(widths) == pytest.approx(100, abs=0.05)
    assert widths[1] > 1
    assert widths[2] == 0


def test_a_bar_of_nothing_says_so() -> None:
    assert "Nothing to count yet" in charts.stacked_bar([], title="Standing")


def test_a_time_line_says_each_row_in_words_and_is_nothing_without_rows() -> None:
    html = charts.timeline(SPANS, title="When", today=date(2026, 11, 21))
    assert html.count("1 April 2026 to 31 March 2027") == 3
    assert "Today is 21 November 2026" in html
    assert charts.timeline([], title="When", today=date(2026, 11, 21)) == ""
