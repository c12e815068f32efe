"""Whether an answer fits its fact: its type, its codes. Blank, not known and not applicable fit every one."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from concordat.councils.adopted_rules import rules_of
from concordat.councils.models import Adoption, Service
from concordat.councils.queries import with_adoption
from concordat.history.answered import Answered
from concordat.history.recorded import Recorded
from concordat.protocol.edition import Edition
from concordat.protocol.facts import Cell
from concordat.protocol.table import codes_of
from concordat.protocol.values import NotApplicable
from concordat.protocol.vocabulary import STAGES
from concordat.register.models import Involvement, JudgedUnder, Organisation, Person
from concordat.ui.answers import BLANK, is_unknown
from concordat.ui.fact_fields import LONGEST_CODE
from concordat.ui.refusals import CannotDo

SERVICE = "involvement.service"
LONGEST_TEXT = 10_000
# Facts that the register holds as rows of its own, and gives out as text.
_ROWS: Mapping[str, type[Recorded]] = {
    "lead_authority.organisation": Organisation,
    "organisation": Organisation,
    "person": Person,
}
_ROW_WORDS: Mapping[type[Recorded], str] = {Organisation: "an organisation on record", Person: "a person on record"}


def checked(name: str, cell: Cell, answer: Any, edition: Edition | None = None) -> Any:
    """An answer as it is kept. Raises CannotDo at the field ``name`` where it does not fit.

    ``edition`` gives the codes of kinds and roles; joint facts have none of these, and need no edition.
    """
    if isinstance(answer, str):
        answer = answer.strip() or BLANK
    if isinstance(answer, NotApplicable) and not answer.reason.strip():
        raise CannotDo(f"“{cell.words}” does not apply: say why.", name)
    if is_unknown(answer):
        return answer
    if name in _ROWS:
        return _row(name, cell, answer)
    return _READERS[cell.type](name, cell, answer, edition)


def _row(name: str, cell: Cell, answer: Any) -> Any:
    if isinstance(answer, _ROWS[name]):
        return answer
    raise CannotDo(f"“{cell.words}”: choose {_ROW_WORDS[_ROWS[name]]}.", name)


def _yes_no(name: str, cell: Cell, answer: Any, _: Edition | None) -> bool:
    if isinstance(answer, bool):
        return answer
    raise CannotDo(f"“{cell.words}”: answer yes or no.", name)


def _text(name: str, cell: Cell, answer: Any, _: Edition | None) -> str:
    if not isinstance(answer, str):
        raise CannotDo(f"“{cell.words}”: enter text.", name)
    if len(answer) > LONGEST_TEXT:
        raise CannotDo(f"“{cell.words}” has to be {LONGEST_TEXT:,} characters or fewer.", name)
    return answer


def _day(name: str, cell: Cell, answer: Any, _: Edition | None) -> date:
    if type(answer) is date:
        return answer
    raise CannotDo(f"“{cell.words}”: enter a day, such as 27 3 2026.", name)


def _choice(name: str, cell: Cell, answer: Any, edition: Edition | None) -> str:
    if not isinstance(answer, str) or len(answer) > LONGEST_CODE:
        raise CannotDo(f"“{cell.words}”: choose one.", name)
    known = _codes(cell, edition)
    if known is not None and answer not in known:
        raise CannotDo(f"“{cell.words}” cannot be “{answer}”. Choose one of those listed.", name)
    return answer


def _choices(name: str, cell: Cell, answer: Any, edition: Edition | None) -> list[str]:
    if isinstance(answer, str) or not isinstance(answer, list | tuple | set | frozenset):
        raise CannotDo(f"“{cell.words}”: choose from those listed.", name)
    return sorted({_choice(name, cell, code, edition) for code in answer})


def _number(name: str, cell: Cell, answer: Any, _: Edition | None) -> int | Decimal:
    if isinstance(answer, int | Decimal) and not isinstance(answer, bool):
        return answer
    raise CannotDo(f"“{cell.words}”: enter a number.", name)


def _money(name: str, cell: Cell, answer: Any, _: Edition | None) -> int:
    """Integer pence."""
    if isinstance(answer, int) and not isinstance(answer, bool) and answer >= 0:
        return answer
    raise CannotDo(f"“{cell.words}”: enter an amount of money, £0 or more.", name)


def _checklist(name: str, cell: Cell, answer: Any, edition: Edition | None) -> dict[str, Any]:
    """{code: yes, no, not known, or not applicable with a reason}, those that are blank left out."""
    if not isinstance(answer, Mapping):
        raise CannotDo(f"“{cell.words}”: tick what it holds.", name)
    found: dict[str, Any] = {}
    for code, said in answer.items():
        if isinstance(said, NotApplicable) and not said.reason.strip():
            raise CannotDo(f"“{cell.words}”: say why something does not apply.", name)
        if said is not BLANK:
            found[_choice(name, cell, code, edition)] = said if is_unknown(said) else _yes_no(name, cell, said, edition)
    return found


def _codes(cell: Cell, edition: Edition | None) -> set[str] | None:
    if isinstance(cell.options, dict):
        return set(cell.options)
    if cell.options == "stages":
        return set(STAGES)
    if edition is None:
        raise ValueError(f"The codes of “{cell.words}” stand in an edition.")
    return codes_of(edition, cell)


_READERS: Mapping[str, Callable[[str, Cell, Any, Edition | None], Any]] = {
    "yes_no": _yes_no,
    "text": _text,
    "date": _day,
    "choice": _choice,
    "choices": _choices,
    "number": _number,
    "money": _money,
    "checklist": _checklist,
}


def edition_of(involvement: Involvement, on: date) -> Edition:
    """The edition under which an involvement is judged on a day; before its first day, the first one."""
    return editions_of([involvement.pk], on)[involvement.pk]


def editions_of(involvement_ids: Collection[int], on: date) -> dict[int, Edition]:
    """The same of many, by id. One query."""
    rows = with_adoption(JudgedUnder.objects.filter(involvement__in=involvement_ids).order_by("from_day"))
    found: dict[int, Adoption] = {}
    for row in rows:
        if row.from_day <= on or row.involvement_id not in found:
            found[row.involvement_id] = row.adoption
    return {pk: rules_of(adoption).edition for pk, adoption in found.items()}


def check_service(council_id: int, answer: Any, on: date) -> None:
    """Raises CannotDo where a service is none of the council's that is open on the day."""
    if is_unknown(answer):
        return
    service = Service.objects.filter(council=council_id, code=answer).first()
    if service is None:
        raise CannotDo("The council has no such service. Choose one of those listed.", SERVICE)
    if service.until is not None and service.until <= on:
        raise CannotDo(f"“{service.name}” has ended. Choose the service that took it over.", SERVICE)


def had_answer(row: Answered, columns: Mapping[str, Any]) -> bool:
    """Whether any of these columns says something other than blank, and is now to say something else."""
    return any(row.answer(name) is not BLANK and _differs(row.answer(name), new) for name, new in columns.items())


def _differs(old: Any, new: Any) -> bool:
    return old is not new and (type(old) is not type(new) or old != new)
