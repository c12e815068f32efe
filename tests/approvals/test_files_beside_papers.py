"""The files beside papers: what several are attached to is asked about once."""

from pathlib import Path

import pytest
from django.db import connection
from django.test import override_settings
from django.test.utils import CaptureQueriesContext
from tests.approvals.conftest import Here
from tests.approvals.test_papers_are_frozen import attach

from concordat.approvals.beside import beside
from concordat.approvals.models import Papers
from concordat.approvals.presenters_beside import files_table

pytestmark = [pytest.mark.django_db, pytest.mark.slow]


def test_the_table_asks_as_often_for_several_files_of_one_thing_as_for_one(here: Here, tmp_path: Path) -> None:
    counts = []
    with override_settings(FILES_DIR=tmp_path / "files"):
        for name in ("one.pdf", "two.pdf", "three.pdf"):
            attach(here, name, here.row)
            papers = Papers(beside=beside(here.row, [], None))
            with CaptureQueriesContext(connection) as captured:
                table = files_table(here.lead, papers)
            assert table is not None
            counts.append((len(table.rows), len(captured)))
    assert [rows for rows, _ in counts] == [1, 2, 3]
    assert len({queries for _, queries in counts}) == 1, counts
