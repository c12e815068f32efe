"""What a duty reads beyond its conditions. Nothing else that is recorded can change what is found of it."""

from __future__ import annotations

from concordat.protocol import duties as shape
from concordat.protocol import rounds


def reads_of_kind(duty: shape.DutyBase) -> frozenset[str]:
    """The names of the facts and lists that the kind itself reads; fields of a row left out."""
    names: set[str] = {duty.each} if duty.each else set()
    if duty.of != "council":
        names |= {"screening.treated_as", "involvement.applied_by_choice"}
    if isinstance(duty, shape.Complete):
        names |= {name for name in duty.facts if not name.startswith("this.")}
    elif isinstance(duty, shape.Recurs):
        names |= {"events", rounds.anchor_of(duty)} | ({duty.month} if isinstance(duty.month, str) else set())
    elif isinstance(duty, shape.Judgement):
        names |= {f"judged.{duty.question}{part}" for part in ("", ".by", ".on", ".reason")}
    elif isinstance(duty, shape.Seat):
        names.add("responsibilities" if duty.role else "seats")
    elif type(duty) in _GROUPS:
        names.add(_GROUPS[type(duty)])
    if isinstance(duty, shape.FormDuty | shape.Recurs | shape.Judgement):
        names |= rounds.period_reads(duty.every)
    if duty.before:
        names.add(f"gates.{duty.before}_on")
    return frozenset(names)


_GROUPS: dict[type[shape.DutyBase], str] = {
    shape.FormDuty: "forms",
    shape.DocumentDuty: "documents",
    shape.ActDuty: "acts",
    shape.Published: "published",
}
