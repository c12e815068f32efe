"""What is installed: the version from the change log, no registry's address, the data in the wheel."""

import re
import subprocess
import sys
import tomllib
import zipfile
from pathlib import Path

import pytest

import concordat

ROOT = Path(__file__).parents[2]
REQUIREMENTS = sorted((ROOT / "requirements").glob("*.txt"))


def test_the_version_is_the_top_heading_of_the_change_log() -> None:
    headings = re.findall(r"(?m)^## (\S+)", (ROOT / "CHANGELOG.md").read_text(encoding="utf-8"))
    assert concordat.version() == headings[0]


@pytest.mark.parametrize("path", REQUIREMENTS, ids=lambda path: path.name)
def test_requirements_are_exact_and_hashed_and_name_no_host(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    wanted = re.findall(r"(?m)^[a-z][^\n]*", text)
    assert wanted
    assert all("==" in line and line.endswith("\\") for line in wanted)
    assert "://" not in text
    assert "index-url" not in text


def test_the_hashed_requirements_hold_what_the_project_asks_for() -> None:
    asked = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    groups = asked["dependency-groups"]
    run = asked["project"]["dependencies"]
    own = {name: [line for line in groups[name] if isinstance(line, str)] for name in groups}
    pure = own["build"] + [line for line in own["pure"] if "==" in line]
    wanted = {"run": run, "pure": pure, "dev": run + pure + own["dev"]}
    for path in REQUIREMENTS:
        text = path.read_text(encoding="utf-8")
        plain = [re.sub(r"\[.*\]", "", line) for line in wanted[path.stem]]
        assert [line for line in plain if f"\n{line} " not in text] == [], "run: make lock"


def test_what_the_pure_rooms_need_is_the_same_everywhere() -> None:
    pinned = {
        path.stem: dict(re.findall(r"(?m)^([a-z][^=\n]*)==(\S+)", path.read_text("utf-8"))) for path in REQUIREMENTS
    }
    assert pinned["pure"].items() <= pinned["dev"].items()
    assert pinned["run"].items() <= pinned["dev"].items()
    assert "django" not in pinned["pure"]


@pytest.mark.slow
def test_the_wheel_holds_every_file_of_the_package(tmp_path: Path) -> None:
    subprocess.run(
        [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(tmp_path)], cwd=ROOT, check=True
    )
    (wheel,) = tmp_path.glob("*.whl")
    package = ROOT / "src"
    files = {path.relative_to(package).as_posix() for path in package.rglob("*") if path.is_file()}
    wanted = {name for name in files if "__pycache__" not in name}
    assert wanted <= set(zipfile.ZipFile(wheel).namelist())
