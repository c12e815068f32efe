"""A list's page, its rows, and the forms that add, change and take them out, or say that there are no others."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from concordat.accounts import form_token, sessions
from concordat.accounts.next_page import next_page, this_page, with_next
from concordat.councils.scope import Scope
from concordat.councils.views_editing import EditPage, back_to, edit_new, edit_row
from concordat.evidence.presenters import Panel
from concordat.evidence.presenters import panel as files_panel
from concordat.protocol.facts import Fact
from concordat.protocol.values import NotApplicable
from concordat.records import answering, beside, files, listing, presenters_rows, queries
from concordat.records.catalogue import sides
from concordat.records.facts import VALUE
from concordat.records.forms import DOES_NOT_APPLY, NO, YES, ListForm, RecordForm
from concordat.records.places import Where, where
from concordat.records.presenters_rows import ListShown
from concordat.records.queries import AnyFact, AnyRow, Side
from concordat.records.reading import Reading, shown_first
from concordat.records.views import OWN_WORDS, TEMPLATE, kept, opened, subject_of_list
from concordat.register.forms import ReasonForm, change_of, refusals_at
from concordat.register.presenters_partnership import JOINT_WORDS
from concordat.register.suggesting import one_line
from concordat.register.views_common import address
from concordat.ui.labels import within
from concordat.ui.shown import shown_values

FOLDED = "More questions"
TO_THE_FORM, TO_WHERE_FROM = "Back to the form", "Back to where you came from"


def list_page(request: HttpRequest, council: str, reference: str, group: str) -> HttpResponse:
    """One list, of both sides."""
    scope, involvement, reading = opened(request, reference)
    subject = subject_of_list(reading, group)
    found, at, to = queries.of_both(involvement, [group]), where(scope, involvement), next_page(request)
    here = with_next(at.to("list_page", group), to) if to else ""
    shown = presenters_rows.list_shown(reading, group, found, at, here)
    context = {
        "title": reading.rules.table[group].words,
        "caption": involvement.partnership.name,
        "back": back_to(to or address(scope, "subject", reference, subject)),
        "list": replace(shown, table=replace(shown.table, caption_hidden=True)),
        "closing": _closing(request, Side(involvement, joint=False), group, shown, at),
        "beside": beside.amounts(reading, involvement, group, at) if not shown.has_any else [],
        "differing": beside.on_list(reading, found, group, involvement, at, here),
        **_onward(request),
    }
    return render(request, "records/list_page.html", context)


def _onward(request: HttpRequest) -> dict[str, str]:
    """Where a page leads on to when somebody came to it from another, for the template; empty where from none."""
    return {"onward": (to := next_page(request)), "onward_words": TO_THE_FORM if "/forms/" in to else TO_WHERE_FROM}


def _files(request: HttpRequest, scope: Scope, row: AnyRow) -> Panel:
    """The files of a row. Attaching one leads back to the row, which still knows where the reader came from."""
    panel = files_panel(scope, files.kind_of(row), str(row.pk))
    return replace(panel, add=with_next(panel.add, this_page(request)) if panel.add else "")


def _closing(request: HttpRequest, side: Side, group: str, shown: ListShown, at: Where) -> list[tuple[str, str, str]]:
    """The buttons by which it is said of each side that there are no others: words, address, and the form's token."""
    open_, to = [one for one in shown.sides if one.is_open], next_page(request)
    here = with_next(at.to("list_page", group), to)
    found = []
    for one in open_:
        of = replace(side, joint=one.joint)
        has_rows = bool(queries.rows(of, [group])[group])
        form, version = ListForm(None, has_rows=has_rows), queries.as_seen(of, [group]).version
        token = form_token.new(sessions.person(request).reference, version, shown_values(form)).signed()
        # The last side that is said leads on; the first, back to the other.
        href = with_next(at.to("list_complete", group, joint=one.joint), here if len(open_) > 1 else to or here)
        words = "That is all" if has_rows else "There are none"
        found.append((f"{words}: {one.whose.lower()}" if one.whose else words, href, token))
    return found


def list_row(request: HttpRequest, council: str, reference: str, group: str, row: str, *, joint: bool) -> HttpResponse:
    """One row of a list, with its files where it is a document."""
    scope, involvement, reading = opened(request, reference)
    _listed(reading, group, joint=joint)
    found = _row(Side(involvement, joint), group, row)
    at = where(scope, involvement)
    edit = _led(request, at.edit("list_row_edit", group, row, joint=joint))
    context = {
        "title": presenters_rows.name_of(reading, found),
        "caption": reading.rules.table[group].words,
        "back": back_to(next_page(request) or at.to("list_page", group)),
        "words": JOINT_WORDS if joint else OWN_WORDS,
        **presenters_rows.row_page(reading, found, edit),
        "edit": edit,
        "remove": _led(request, at.edit("list_row_remove", group, row, joint=joint)),
        "add": _led(request, at.edit("list_add", group, joint=joint)),
        "files": _files(request, scope, found) if group == files.GROUP else None,
        **_onward(request),
    }
    return render(request, "records/row.html", context)


def list_add(request: HttpRequest, council: str, reference: str, group: str, *, joint: bool) -> HttpResponse:
    """Add a row."""
    scope, side, reading = kept(request, reference, joint=joint)
    fact = _listed(reading, group, joint=joint)
    title = f"Add to: {within(fact.words)}"
    done = "Added. Open it to say what it covers." if group == files.GROUP else "Added"
    more = _instead(request, scope, side, fact, group)
    another = this_page(request)
    page = _page(scope, side, reading, group, title=title, done=done, more=more, another=another)

    def make(data: Any) -> RecordForm:
        return _form(scope, side, reading, fact, group, data)

    def save(form: Any) -> str:
        with refusals_at(form.places):
            made = listing.add(scope, side=side, group=group, answers=_cells(form, group))
        # What a document has to cover is known with its kind, and asked on the row's own page.
        at = where(scope, side.involvement)
        of_row = group == files.GROUP
        return at.to("list_row", group, made.reference, joint=joint) if of_row else at.to("list_page", group)

    return edit_new(request, page, make, save)


def list_row_edit(
    request: HttpRequest, council: str, reference: str, group: str, row: str, *, joint: bool
) -> HttpResponse:
    """Change a row, or put right what was wrong in it."""
    scope, side, reading = kept(request, reference, joint=joint)
    fact = _listed(reading, group, joint=joint)
    now = _row(side, group, row)
    back = where(scope, side.involvement).to("list_row", group, row, joint=joint)
    title = f"Change: {presenters_rows.name_of(reading, now)}"
    page = _page(scope, side, reading, group, title=title, back=back, more={"open": "all" in request.GET})

    def form_of(found: AnyRow, data: Any) -> RecordForm:
        return _form(scope, side, reading, fact, group, data, found)

    def save(form: Any, version: int) -> str:
        with refusals_at(form.places):
            listing.change(scope, row=now, version=version, answers=_cells(form, group), **change_of(form))
        return back

    return edit_row(request, page, lambda: _row(side, group, row), form_of, save)


def list_row_remove(
    request: HttpRequest, council: str, reference: str, group: str, row: str, *, joint: bool
) -> HttpResponse:
    """Take out a row that should never have been recorded."""
    scope, side, reading = kept(request, reference, joint=joint)
    _listed(reading, group, joint=joint)
    now = _row(side, group, row)
    lead = "Do this only for what should never have been recorded. What was so and is over stays: change it instead."
    title = f"Take out: {presenters_rows.name_of(reading, now)}"
    page = _page(
        scope, side, reading, group, title=title, lead=lead, button="Take it out", warning=True, done="Taken out"
    )

    def save(form: Any, version: int) -> str:
        listing.remove(scope, row=now, version=version, **form.cleaned_data)
        return page.back

    return edit_row(request, page, lambda: _row(side, group, row), lambda _, data: ReasonForm(data), save)


def list_complete(request: HttpRequest, council: str, reference: str, group: str, *, joint: bool) -> HttpResponse:
    """Say that there are no others, take that back, or say that the list does not apply."""
    scope, side, reading = kept(request, reference, joint=joint)
    fact = _listed(reading, group, joint=joint)
    has_rows = bool(queries.rows(side, [group])[group])
    page = _page(scope, side, reading, group, title=f"Is this list complete? {fact.words}", done=f"{fact.words}: saved")

    def form_of(_: AnyFact, data: Any) -> ListForm:
        said = queries.kept(side, [group]).get(group)
        answer = said.answer(VALUE) if said is not None else None
        if isinstance(answer, NotApplicable):
            initial = {"complete": DOES_NOT_APPLY, "not_applicable": answer.reason}
        else:
            initial = {"complete": YES if said is not None and said.is_complete(VALUE) else ""}
        return ListForm(data, has_rows=has_rows, initial=initial)

    def save(form: Any, version: int) -> str:
        given = form.cleaned_data
        why = given.get("not_applicable", "") if given["complete"] == DOES_NOT_APPLY else ""
        complete = given["complete"] not in (NO, DOES_NOT_APPLY)
        answering.say_complete(scope, side=side, group=group, complete=complete, version=version, not_applicable=why)
        return page.back

    return edit_row(request, page, lambda: queries.as_seen(side, [group]), form_of, save)


def _listed(reading: Reading, group: str, *, joint: bool) -> Fact:
    """A list that may have rows on this side. Raises Http404."""
    subject_of_list(reading, group)
    fact = reading.rules.table[group]
    if joint not in sides(fact):
        raise Http404
    return fact


def _row(side: Side, group: str, row: str) -> AnyRow:
    found = queries.row(side, group, row)
    if found is None:
        raise Http404
    return found


def _page(scope: Scope, side: Side, reading: Reading, group: str, *, title: str, **more: Any) -> EditPage:
    """An edit page of a list, leading back to it."""
    given = {
        "back": where(scope, side.involvement).to("list_page", group),
        "lead": JOINT_WORDS if side.joint else OWN_WORDS,
        **more,
        "more": {"folded_words": FOLDED, **more.get("more", {})},
    }
    return EditPage(title, caption=side.involvement.partnership.name, template=TEMPLATE, **given)


def _led(request: HttpRequest, href: str) -> str:
    """An address that leads on to where this page does; empty where there is none."""
    return with_next(href, next_page(request)) if href else ""


def _instead(request: HttpRequest, scope: Scope, side: Side, fact: Fact, group: str) -> dict[str, str]:
    """Where the same would be added on the other side, if the list has another and the reader may keep it."""
    other = not side.joint
    at = where(scope, side.involvement)
    words = "Add it to the joint record instead" if other else "Add it to our own record instead"
    address = at.edit("list_add", group, joint=other) if other in sides(fact) else ""
    return {"instead": _led(request, address), "instead_words": words}


def _form(
    scope: Scope, side: Side, reading: Reading, fact: Fact, group: str, data: Any, row: AnyRow | None = None
) -> RecordForm:
    items = one_line(scope, side.involvement, reading.cells(group, row))
    return RecordForm(data, items, shown_first(reading, fact, group, items))


def _cells(form: RecordForm, group: str) -> dict[str, Any]:
    return {name.removeprefix(f"{group}."): answer for name, answer in form.given().items()}
