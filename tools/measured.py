"""Write a section of docs/measured.md: figures, with the commit and the machine that they come from.

Each tool has its own section, between its own markers, and calls `write_section("name", "Title", lines)`; the
lines are Markdown. What the machine is and when it was measured is added here. Never a path or a host's name.
"""

import os
import platform
import re
import subprocess
from collections.abc import Iterable
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
PAGE = ROOT / "docs/measured.md"
HEAD = """# Measured

Written by `make bench` and `make soak`, each its own section, on the machine and at the commit that it names.
Ratios come first: they hold on other machines too.
"""


def write_section(name: str, title: str, lines: Iterable[str], page: Path = PAGE) -> None:
    """Put a section in place of the one of that name, or at the end."""
    start, end = f"<!-- {name}: start -->", f"<!-- {name}: end -->"
    section = "\n".join([start, f"## {title}", "", machine(), "", *lines, end])
    text = page.read_text(encoding="utf-8") if page.is_file() else HEAD
    if start in text and end in text:
        before, after = text[: text.index(start)], text[text.index(end) + len(end) :]
        text = f"{before}{section}{after}"
    else:
        text = f"{text.rstrip()}\n\n{section}\n"
    page.write_text(text, encoding="utf-8")


def machine() -> str:
    """The commit and the machine in a line."""
    cores = f"{os.cpu_count()} cores"
    return f"Commit {commit()}; {processor()}, {cores}, {platform.system()}; Python {platform.python_version()}."


def commit() -> str:
    """The commit, and whether anything was changed since; `not in git` outside a checkout."""
    found = _git("rev-parse", "--short=12", "HEAD")
    if not found:
        return "not in git"
    # The page itself is what is being written.
    changed = _git("status", "--porcelain", "--", "src", "tools")
    return f"{found} with changes since" if changed else found


def _git(*arguments: str) -> str:
    try:
        found = subprocess.run(["git", *arguments], cwd=ROOT, capture_output=True, text=True, check=True)
    except (OSError, subprocess.CalledProcessError):
        return ""
    return found.stdout.strip()


def processor() -> str:
    """The processor's model."""
    try:
        text = Path("/proc/cpuinfo").read_text(encoding="utf-8")
    except OSError:
        text = ""
    found = re.search(r"^model name\s*:\s*(.+)$", text, re.MULTILINE)
    model = found.group(1) if found else platform.processor() or platform.machine()
    return re.sub(r"\s+", " ", re.sub(r"\((R|TM)\)", "", model)).strip()
