"""What lay beside the facts of papers as they were sent in: files, questions about answers, sections in other hands."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Any

from django.urls import reverse

from concordat.answers.models import Handed, Query
from concordat.approvals.beside import rows_of
from concordat.approvals.models import Papers
from concordat.councils.scope import Scope
from concordat.evidence import owners
from concordat.evidence.models import StoredFile
from concordat.evidence.permissions import can_see
from concordat.evidence.presenters import size_in_words
from concordat.protocol.edition import Edition
from concordat.protocol.forms import questions, sections
from concordat.ui.tables import Cell, Column, Content, Table
from concordat.ui.words import day

_DIGITS = 12
_NOBODY = "Not recorded"


def files_table(scope: Scope, row: Papers) -> Table | None:
    """The files attached by then that the reader may see; None of papers that did not keep them."""
    if "files" not in row.beside:
        return None
    files = rows_of(StoredFile, row.beside["files"])
    titles = _titles(scope, {(one.owner_kind, one.owner) for one in files})
    rows: list[list[Content]] = [
        [
            Cell(one.name, reverse("file", args=[scope.council.slug, one.reference]), hint=one.words),
            titles[one.owner_kind, one.owner],
            size_in_words(one.size),
            day(one.added_at),
            one.digest[:_DIGITS],
        ]
        for one in files
        if (one.owner_kind, one.owner) in titles
    ]
    columns = [Column("File"), Column("Attached to"), Column("Size"), Column("On"), Column("Digest begins")]
    return Table(columns, rows, "Files attached by then", "No file was attached.", dense=True)


def _titles(scope: Scope, attached: Collection[tuple[str, str]]) -> dict[tuple[str, str], str]:
    """What files are attached to, by name, of what the reader may see: asked once, however many files it has."""
    seen = [(kind, owner) for kind, owner in attached if can_see(scope, kind, owner)]
    return {(kind, owner): owners.owner_of(kind).about(scope, owner).title for kind, owner in seen}


def asked_table(edition: Edition, row: Papers, form: str, names: Mapping[int, str]) -> Table | None:
    """The questions about a form's answers, with their replies by then; None where nobody asked."""
    titles = {one.id: one.ask for one in questions(edition, form)}
    rows: list[list[Content]] = []
    for one in rows_of(Query, row.beside.get("asked", ())):
        if one.form == form:
            said = Cell(one.words, hint=_by(names, one.asked_by_id, one.asked_on))
            reply = Cell(one.reply, hint=_by(names, one.replied_by_id, one.replied_on)) if one.reply else "No reply yet"
            rows.append([titles.get(one.question, one.question), said, reply])
    columns = [Column("About"), Column("Asked"), Column("Reply")]
    return Table(columns, rows, "Questions about answers", "", dense=True) if rows else None


def handed_table(edition: Edition, row: Papers, form: str, names: Mapping[int, str]) -> Table | None:
    """The sections of a form that somebody else was asked to fill in or look at; None where none was."""
    titles = {one.id: one.title for one in sections(edition, form)}
    said = [one for one in row.beside.get("handed", ()) if one["form"] == form]
    rows: list[list[Content]] = []
    for one, kept in zip(rows_of(Handed, said), said, strict=True):
        whom = Cell(names.get(kept["to"], _NOBODY), hint=one.note)
        done = f"Done on {day(one.done_on)}" if one.done_on else "Not given back yet"
        reply: Content = Cell(one.reply, hint=done) if one.reply else done
        rows.append([titles.get(one.section, one.section), whom, reply])
    columns = [Column("Section"), Column("Handed to"), Column("What they said")]
    return Table(columns, rows, "Who helped with it", "", dense=True) if rows else None


def _by(names: Mapping[int, str], user: Any, on: Any) -> str:
    return f"{names.get(user, _NOBODY)}, {day(on)}"
