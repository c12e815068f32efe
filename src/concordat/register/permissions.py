"""Who may do what in the register. Each ``check_can_x`` raises NotAllowed with the reason; ``can_x`` asks the same."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from django.db.models import Q, QuerySet

from concordat.councils.permissions import asks, check_ours
from concordat.councils.scope import Scope
from concordat.register.checking import editions_of
from concordat.register.choices import Words
from concordat.register.joint import Joint
from concordat.register.models import Involvement, OpenTo, Organisation, Partnership, Party, Person, Responsibility
from concordat.ui.once import once
from concordat.ui.refusals import NotAllowed

NOT_YOURS = (
    "You can change only the partnerships that you, or somebody you act for, are responsible for. "
    "The partnership team can change every one."
)

HELPS = (
    "You help with a part of this partnership for a while, and can change what is recorded of it. Those who answer for "
    "it do this."
)


def holding(on: date) -> Q:
    """Rows that have not ended on a day. Where the first day is not known, somebody holds it all the same."""
    return (Q(from_day=None) | Q(from_day__lte=on)) & (Q(until=None) | Q(until__gt=on))


# Rooms above: by what else somebody answers for a part of an involvement for a while, as by a section in their hands.
also_answer_for: list[Callable[[Scope, Involvement], bool]] = []


def answers_for(scope: Scope, involvement: Involvement) -> bool:
    """Whether the person, or somebody they act for today, is responsible for the council's part, or for some of it."""
    by_responsibility = answers_for_by_responsibility(scope, involvement)
    return by_responsibility or any(also(scope, involvement) for also in also_answer_for)


def answers_for_by_responsibility(scope: Scope, involvement: Involvement) -> bool:
    """The same, but by a responsibility alone. A deputy for one role answers for what is held in that role."""
    key = ("answers for", involvement.pk, scope.on, scope.user_id, scope.acts_for)
    return bool(scope.people) and once(key, lambda: _is_theirs(scope, involvement))


def _is_theirs(scope: Scope, involvement: Involvement) -> bool:
    return held_for(scope, Responsibility.objects.filter(involvement=involvement)).exists()


def held_for(scope: Scope, rows: QuerySet[Responsibility]) -> QuerySet[Responsibility]:
    """Of some responsibilities, those that are today the person's own, or somebody's for whom they act in that role."""
    held = rows.filter(holding(scope.on), person__user__in=scope.people)
    whole = scope.people_as("")
    if whole == scope.people:
        return held
    # What an edition's own role stands for no database knows: the rows of those acted for in one role are read here.
    found = list(held.values_list("pk", "involvement_id", "person__user", "role"))
    editions = editions_of({of for _, of, user, _ in found if user not in whole}, scope.on)
    theirs = [
        pk
        for pk, of, user, role in found
        if user in whole or user in scope.people_as(Words(editions.get(of), {}).generic(role))
    ]
    return rows.filter(pk__in=theirs)


def own_ids(scope: Scope) -> QuerySet[Responsibility, int]:
    """The involvements for which the reader, or somebody they act for in that role, answers today."""
    # By the person's council, which is the involvement's too: the few people are found first, then what is theirs.
    held = Responsibility.objects.filter(person__council=scope.council)
    return held_for(scope, held).values_list("involvement_id", flat=True)


def check_can_see_register(scope: Scope, *involvements: Involvement) -> None:
    """See the register, its organisations and people."""
    scope.check("see_register")
    check_ours(scope, *involvements)


def check_can_enter(scope: Scope) -> None:
    """Enter a partnership."""
    scope.check("enter_partnership")


def check_can_find(scope: Scope, partnership: Partnership) -> None:
    """Find a partnership: as a party, or because its steward opened it."""
    scope.check("see_register")
    if partnership.open_to == "all" or partnership.steward_id == scope.council.pk:
        return
    named = OpenTo.objects.filter(partnership=partnership, council=scope.council)
    if partnership.open_to == "named" and named.exists():
        return
    if not Party.objects.filter(partnership=partnership, organisation__council=scope.council).exists():
        raise NotAllowed("This partnership is not open to your council. Ask the council that keeps its joint record.")


def check_can_join(scope: Scope, partnership: Partnership) -> None:
    """Enter the council's own part in a partnership that is on record."""
    check_can_enter(scope)
    check_can_find(scope, partnership)


def check_can_keep_involvement(scope: Scope, involvement: Involvement) -> None:
    """Keep the council's own record of a partnership: any, or what one answers for."""
    _check_keep(scope, "keep_involvement", involvement)


def check_can_decide(scope: Scope, involvement: Involvement) -> None:
    """Say who answers for it, pass a gate, submit: what outlasts the help of somebody who has a part of it in their
    hands. For those who keep every one, or answer for it by a responsibility."""
    check_can_keep_involvement(scope, involvement)
    _check_more_than_helps(scope, "keep_involvement", involvement)


def check_can_withdraw_entry(scope: Scope, involvement: Involvement) -> None:
    """Take an entry out of the register: for those who keep every one."""
    check_can_keep_involvement(scope, involvement)
    if scope.reach("keep_involvement") != "any":
        raise NotAllowed("Only the partnership team may take an entry out of the register.")


def check_can_keep_joint(scope: Scope | Joint, partnership: Partnership) -> None:
    """Keep the joint record: the steward's people."""
    ours = _council_of(scope)
    if ours is None or ours.council.pk != partnership.steward_id:
        raise NotAllowed(f"Only {partnership.steward} keeps this partnership's joint record. Ask them to change it.")
    _check_keep(ours, "keep_joint", _involvement_in(ours, partnership))


def check_can_decide_joint(scope: Scope, partnership: Partnership) -> None:
    """Say who sees the joint record and who keeps it: likewise."""
    check_can_keep_joint(scope, partnership)
    _check_more_than_helps(scope, "keep_joint", _involvement_in(scope, partnership))


def check_can_keep_party(opened: Scope | Joint, party: Party) -> None:
    """Change what the joint record says of a party: the steward's people, and the party's own."""
    ours = _council_of(opened)
    if isinstance(opened, Joint) and ours is None:
        if opened.party is None or opened.party.pk != party.pk:
            raise NotAllowed("You can change what the joint record says of your own organisation only.")
        return
    if ours is not None and party.organisation.council_id == ours.council.pk:
        _check_keep(ours, "keep_involvement", _involvement_in(ours, party.partnership))
        return
    check_can_keep_joint(opened, party.partnership)


def check_can_keep_directory(scope: Scope, *people: Person) -> None:
    """Keep organisations and people, and the council's notes on them."""
    scope.check("keep_directory")
    check_ours(scope, *people)


def check_can_link_account(scope: Scope) -> None:
    """Say who signs in as which person: it decides what is somebody's own, so it is for those who keep every entry."""
    check_can_keep_directory(scope)
    if scope.reach("keep_involvement") != "any":
        raise NotAllowed("Only the partnership team may say which account is this person’s.")


def check_can_keep_organisation(scope: Scope, organisation: Organisation) -> None:
    """Change the name, kind and identifiers that every council sees: the council that keeps them right."""
    check_can_keep_directory(scope)
    if organisation.keeper_id != scope.council.pk:
        raise NotAllowed(f"{organisation.keeper} keeps this name and its identifiers. Ask them to change it.")


def check_can_erase_person(scope: Scope, person: Person) -> None:
    """Erase a person from the record."""
    scope.check("erase_person")
    check_ours(scope, person)


def check_kept(involvement: Involvement) -> None:
    """Raises NotAllowed where an entry was taken out of the register."""
    if involvement.withdrawn_at is not None:
        raise NotAllowed("This entry was taken out of the register. It can be read, and no longer changed.")


def _check_keep(scope: Scope, right: str, involvement: Involvement | None) -> None:
    scope.check(right)
    if involvement is None:
        raise NotAllowed("Your council has no part in this partnership.")
    check_ours(scope, involvement)
    check_kept(involvement)
    if scope.reach(right) == "own" and not answers_for(scope, involvement):
        raise NotAllowed(NOT_YOURS)


def _check_more_than_helps(scope: Scope, right: str, involvement: Involvement | None) -> None:
    if scope.reach(right) == "any":
        return
    if involvement is None or not answers_for_by_responsibility(scope, involvement):
        raise NotAllowed(HELPS)


def _council_of(opened: Scope | Joint) -> Scope | None:
    return opened if isinstance(opened, Scope) else opened.scope


def _involvement_in(scope: Scope, partnership: Partnership) -> Involvement | None:
    return Involvement.objects.filter(council=scope.council, partnership=partnership, withdrawn_at=None).first()


can_see_register = asks(check_can_see_register)
can_enter = asks(check_can_enter)
can_find = asks(check_can_find)
can_keep_involvement = asks(check_can_keep_involvement)
can_withdraw_entry = asks(check_can_withdraw_entry)
can_decide = asks(check_can_decide)
can_keep_joint = asks(check_can_keep_joint)
can_keep_party = asks(check_can_keep_party)
can_keep_directory = asks(check_can_keep_directory)
can_link_account = asks(check_can_link_account)
can_keep_organisation = asks(check_can_keep_organisation)
can_erase_person = asks(check_can_erase_person)
