"""What the how-to tells a policy officer to write is a sound edition, word for word."""

import re
from pathlib import Path

from concordat.protocol.examine import examine

HOW_TO = Path(__file__).resolve().parents[2] / "docs" / "how-to" / "add-a-councils-protocol.md"


def written_out(folder: Path) -> Path:
    edition = folder / "exampleshire" / "2024"
    for name, text in re.findall(r"```yaml\n# (?:file|more of): (\S+)\n(.*?)```", HOW_TO.read_text("utf-8"), re.DOTALL):
        path = edition / name
        path.parent.mkdir(parents=True, exist_ok=True)
        with path.open("a", encoding="utf-8") as file:
            file.write(text)
    return edition


def test_the_edition_of_the_how_to_is_sound(tmp_path: Path) -> None:
    found = examine(written_out(tmp_path))
    assert [str(fault) for fault in found.faults] == []
    assert [str(failure) for failure in found.failures] == []
    assert len(found.cases) == 12


def test_every_page_that_the_how_to_points_to_exists() -> None:
    pages = re.findall(r"\]\(([^)#]+)", HOW_TO.read_text(encoding="utf-8"))
    missing = [page for page in pages if not (HOW_TO.parent / page).is_file()]
    assert pages
    assert missing == []
