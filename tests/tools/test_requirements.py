"""Planted bad rows and marks: each is found, and said in a sentence."""

from pathlib import Path

import pytest

import demands
import marks
import requirements
from demands import Row

EDITION = "src/concordat/library/aldmoor/2020"
DUTIES = """
- clause: "1"
  strength: must
  duties:
    - {id: board-minutes, kind: holds}
    - {id: newsletter, kind: holds, strength: may}
"""


def row(id_: str, **changes: str) -> Row:
    plain = {
        "clause": "1",
        "force": "must",
        "capability": "approval",
        "source": "000:1",
        "requirement": "Something is done.",
        "part": "both",
        "status": "not yet",
        "where": "",
    }
    return Row(id=id_, **(plain | changes))


def write(root: Path, name: str, text: str) -> None:
    path = root / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A small house: one edition with two duties, and a case that proves a row by the stronger."""
    write(tmp_path, f"{EDITION}/edition.yaml", "council: aldmoor\n")
    write(tmp_path, f"{EDITION}/duties.yaml", DUTIES)
    write(tmp_path, f"{EDITION}/cases/a.yaml", "- {id: kept, proves: [ALD-1], expect: {board-minutes: met}}\n")
    (tmp_path / "tests").mkdir()
    return tmp_path


def sentences(root: Path, *rows: Row) -> list[str]:
    return list(requirements.faults(rows, marks.gather(root), root))


def test_a_row_that_is_proved_passes(root: Path) -> None:
    assert sentences(root, row("ALD-1", status="rule", where=f"{EDITION}/duties.yaml")) == []


def test_a_row_not_yet_met_needs_no_proof(root: Path) -> None:
    assert sentences(root, row("ALD-1"), row("ALD-2")) == []


@pytest.mark.parametrize("status", ["rule", "met"])
def test_a_claimed_row_that_nothing_proves_fails(root: Path, status: str) -> None:
    found = sentences(root, row("ALD-1"), row("ALD-2", status=status, where=EDITION))
    assert found == [f"ALD-2: its status is '{status}', and no case and no test is marked with it."]


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"part": "half"}, "part 'half' is none of"),
        ({"status": "done"}, "status 'done' is none of"),
        ({"part": "product", "status": "rule", "where": EDITION}, "says that it has none"),
        ({"status": "rule"}, "say where"),
        ({"where": EDITION}, "so 'where' is empty"),
        ({"status": "rule", "where": "src/nowhere.yaml"}, "that is not there"),
    ],
)
def test_a_row_that_contradicts_itself_fails(root: Path, changes: dict[str, str], said: str) -> None:
    found = sentences(root, row("ALD-1", **changes))
    assert len(found) == 1
    assert said in found[0]


def test_two_rows_with_one_id_fail(root: Path) -> None:
    assert "two rows" in sentences(root, row("ALD-1"), row("ALD-1"))[0]


def test_an_unknown_id_in_a_case_fails(root: Path) -> None:
    assert sentences(root, row("ALD-2")) == [
        f"{EDITION}/cases/a.yaml: kept says that it proves ALD-1, and there is no such row."
    ]


def test_an_unknown_id_in_a_test_fails(root: Path) -> None:
    write(root, "tests/test_x.py", "import pytest\n@pytest.mark.requirement('ALD-9')\ndef test_it(): ...\n")
    assert "line 2 says that it proves ALD-9" in sentences(root, row("ALD-1"))[0]


def test_an_unknown_id_in_a_comparison_fails(root: Path) -> None:
    write(root, "src/concordat/library/comparisons/c.yaml", "proves: ALD-9\n")
    assert "comparisons/c.yaml: a case says that it proves ALD-9" in sentences(root, row("ALD-1"))[0]


@pytest.mark.parametrize("argument", ["*IDS", "f'ALD-{n}'", ""])
def test_a_mark_that_cannot_be_read_fails(root: Path, argument: str) -> None:
    write(root, "tests/test_x.py", f"pytestmark = pytest.mark.requirement({argument})\n")
    assert sentences(root, row("ALD-1")) == ["tests/test_x.py:1: write the ids of the rows out, each as a string."]


def test_a_case_that_is_no_yaml_is_a_sentence_and_no_traceback(root: Path) -> None:
    write(root, f"{EDITION}/cases/b.yaml", "proves: [ALD-1\n")
    assert "cases/b.yaml: it cannot be read" in sentences(root, row("ALD-1"))[0]


@pytest.mark.parametrize("force", ["may", "ours"])
def test_what_the_text_does_not_demand_is_not_proved_by_a_must(root: Path, force: str) -> None:
    found = sentences(root, row("ALD-1", force=force))
    assert len(found) == 1
    assert f"kept proves ALD-1 ({force}) by board-minutes, a must" in found[0]


def test_what_the_text_allows_may_be_proved_by_a_may(root: Path) -> None:
    write(root, f"{EDITION}/cases/a.yaml", "- {id: kept, proves: [ALD-1], expect: {newsletter: met}}\n")
    assert sentences(root, row("ALD-1", force="may")) == []


def test_what_the_text_allows_may_stand_beside_what_it_demands(root: Path) -> None:
    write(root, f"{EDITION}/cases/a.yaml", "- {proves: [ALD-1, ALD-2], expect: {board-minutes: met}}\n")
    assert sentences(root, row("ALD-1", force="may"), row("ALD-2")) == []


def test_one_texts_rows_proved_in_two_councils_fail(root: Path) -> None:
    other = "src/concordat/library/brackwater/2021"
    write(root, f"{other}/edition.yaml", "council: brackwater\n")
    write(root, f"{other}/cases/a.yaml", "- {proves: [ALD-1], expect: {x: met}}\n")
    assert sentences(root, row("ALD-1")) == [
        "Rows ALD-… are proved by cases of aldmoor and brackwater: one of them names the wrong row."
    ]


def test_marking_sets_what_is_proved_and_leaves_the_rest(root: Path) -> None:
    rows = [row("ALD-1"), row("ALD-2"), row("ALD-3", part="product")]
    changed = requirements.marked(rows, marks.gather(root))
    assert [(each.status, each.where) for each in changed] == [
        ("rule", f"{EDITION}/duties.yaml"),
        ("not yet", ""),
        ("not yet", ""),
    ]


def test_marking_never_undoes_what_the_product_has_met(root: Path) -> None:
    met = row("ALD-1", status="met", where="src")
    assert requirements.marked([met], marks.gather(root)) == [met]


def test_a_row_proved_by_a_test_alone_names_the_test(root: Path) -> None:
    write(root, "tests/test_x.py", "@pytest.mark.requirement('ALD-2')\ndef test_it(): ...\n")
    (changed,) = requirements.marked([row("ALD-2")], marks.gather(root))
    assert (changed.status, changed.where) == ("rule", "tests/test_x.py")


def test_open_rows_are_those_due_now_that_nothing_proves(root: Path) -> None:
    rows = [row("ALD-1"), row("ALD-2"), row("ALD-3", part="product"), row("ALD-4", capability="board")]
    assert [each.id for each in requirements.still_open(rows, marks.gather(root))] == ["ALD-2"]


def test_the_command_fails_on_a_planted_row_and_marks_it_once_it_is_proved(
    root: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    table = root / "docs/requirements.csv"
    table.parent.mkdir()
    demands.write(table, [row("ALD-1"), row("ALD-2", status="rule", where=EDITION)])
    assert requirements.main(["--root", str(root)]) == 1
    assert "ALD-2" in capsys.readouterr().err
    demands.write(table, [row("ALD-1")])
    assert requirements.main(["--root", str(root), "--mark"]) == 0
    assert demands.read(table)[0].status == "rule"


def test_parts_are_taken_from_a_file_and_nothing_else_changes(root: Path) -> None:
    write(root, "parts.csv", "id,part,notes\nALD-1,product,x\n")
    changed = requirements.with_parts([row("ALD-1"), row("ALD-2")], root / "parts.csv")
    assert changed == [row("ALD-1", part="product"), row("ALD-2")]


def test_a_departure_from_the_demands_as_given_is_named(tmp_path: Path) -> None:
    given = tmp_path / "given.csv"
    demands.write(given, [row("ALD-1"), row("ALD-2")])
    ours = [row("ALD-1", force="may"), row("ALD-3")]
    assert sorted(demands.differences(ours, given)) == [
        "ALD-1: its force is not as given.",
        "ALD-2: it is among the demands and not in docs/requirements.csv.",
        "ALD-3: it is in docs/requirements.csv and not among the demands.",
    ]


@pytest.mark.shared
def test_our_rows_are_the_demands_as_given(shared: Path) -> None:
    ours = demands.read(Path("docs/requirements.csv"))
    assert list(demands.differences(ours, shared / "requirements.csv")) == []
    assert len(ours) == 340
