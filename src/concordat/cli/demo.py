"""``concordat demo``: demonstration councils, in a place of their own, served in the browser."""

from __future__ import annotations

import argparse
import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

from concordat.cli import serving
from concordat.cli.admin import bring_up_to_date
from concordat.cli.house import house
from concordat.cli.terminal import Page, Progress

PLACE = Path("var/demonstration")
MORE = f"""\
Sets up what is missing, loads the councils that are described beside their
editions, and serves them. What you change is kept for the next time, in
{PLACE}, until you throw it away. Everything in it is made up.
"""


def add(commands: Any) -> None:
    """Declare the command."""
    words = "Serve demonstration councils in the browser"
    made = commands.add_parser(
        "demo", description=f"{words}.", epilog=MORE, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    made.add_argument("--port", type=int, default=8000, help="the port to listen on (8000)")
    made.add_argument("--throw-away", action="store_true", help="remove the demonstration and all that was done in it")
    made.add_argument("--only-load", action="store_true", help=argparse.SUPPRESS)
    made.set_defaults(run=run)


def run(given: argparse.Namespace) -> int:
    """Load and serve, or throw away. Never touches data that is not the demonstration's."""
    os.environ["CONCORDAT_DATA"] = str(PLACE)
    os.environ["TRAINING"] = "true"
    os.environ["SITE_URL"] = f"http://localhost:{given.port}"
    os.environ.setdefault("LOG_LEVEL", "WARNING")
    os.environ.pop("DATABASE_URL", None)
    if given.throw_away:
        return _throw_away()
    if given.only_load:
        return _load(given)
    # In a process that ends, and its memory with it: this one only waits.
    ours = [sys.executable, "-m", "concordat.cli", "demo", "--only-load", "--port", str(given.port)]
    code = subprocess.run(ours, check=False).returncode  # noqa: S603 - our own words
    if code:
        return code
    return serving.serve(
        argparse.Namespace(port=given.port, bind="127.0.0.1", workers=2, no_worker=False, only_prepare=False)
    )


def _throw_away() -> int:
    there = PLACE.is_dir()
    shutil.rmtree(PLACE, ignore_errors=True)
    Page(sys.stdout).text("The demonstration is gone." if there else "There is no demonstration here.")
    return 0


def _load(given: argparse.Namespace) -> int:
    page = Page(sys.stdout)
    with Progress(sys.stderr) as progress, house():
        progress.tell("Preparing the database")
        bring_up_to_date()
        from concordat.site import demonstration, sign_ins  # noqa: PLC0415 - only this command needs Django

        if not demonstration.is_loaded():
            demonstration.load(progress.tell)
        found = sign_ins.sign_ins()
    page.title(f"Concordat: http://localhost:{given.port}")
    page.text(f"Sign in as anybody below with the password: {demonstration.PASSWORD}")
    council = ""
    for one in found:
        if one.council != council:
            council = one.council
            page.heading(council)
        page.entry(one.email, f"{one.name}, {one.role}", 36)
        if one.secret:
            page.entry("", f"asks for a code; put this secret into an app that makes codes: {one.secret}", 36)
    page.line()
    page.text("Throw it away: make demo-gone")
    return 0
