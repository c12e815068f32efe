"""Sequences of acts through the services, by a seed: many that are refused, many that lead a matter to its end."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TypeAlias

from tests.invariants.beside import (
    assess,
    assess_alone,
    assess_high,
    assess_low,
    days_pass,
    disagree,
    doubt,
    follow_again,
    give_back,
    hand_over,
    judge,
    judge_for_nobody,
    judge_for_the_body,
    leave_out,
    name_a_deputy,
    name_or_release,
    pass_gate,
    pass_in_the_open,
    plan_a_gate,
    put_a_gate_right,
    rule,
    rule_alone,
    say_it_was_today,
    screen,
    set_aside,
    somebody_is_back,
    talk_over,
)
from tests.invariants.on_matters import (
    act_anywhere,
    act_boldly,
    act_in_place,
    change_a_fact,
    defer_one,
    give_one,
    give_with_conditions,
    meet_a_condition,
    move_on,
    open_,
    open_change,
    open_entry,
    open_for_a_body,
    put_off,
    refuse_one,
    send,
    send_as_head,
    send_one_back,
    submit,
    withdraw,
)
from tests.invariants.play import MOST, Clock, Play
from tests.invariants.towns import BOLSOVER, Town

Act: TypeAlias = Callable[[Play], None]

KINDS: dict[str, tuple[Act, int]] = {
    act.__name__: (act, weight)
    for act, weight in (
        (open_, 4), (send, 7), (withdraw, 3), (act_anywhere, 5), (act_boldly, 6), (meet_a_condition, 4), (submit, 4),
        (change_a_fact, 7), (assess, 3), (screen, 2), (judge, 3), (leave_out, 3), (doubt, 2), (talk_over, 2), (rule, 2),
        (pass_gate, 5), (plan_a_gate, 2), (put_a_gate_right, 2), (set_aside, 2), (follow_again, 1), (hand_over, 1), (give_back, 1), (name_a_deputy, 2),
        (somebody_is_back, 1), (name_or_release, 1), (days_pass, 4),
    )
}  # fmt: skip

# What some sequences begin with, so that what is rare is met too. Each act may be refused there like anywhere.
PLANS: dict[str, Sequence[Act]] = {
    "one after the other": (open_entry, send, move_on, move_on, move_on, move_on),
    "with conditions": (
        open_, send, give_with_conditions, give_with_conditions, meet_a_condition, meet_a_condition, act_anywhere,
    ),
    "no longer needed": (
        assess_low, open_entry, send, give_one, send_one_back, assess_high, give_one, give_one, give_one,
    ),
    "in the open": (set_aside, follow_again, pass_in_the_open, days_pass, say_it_was_today, pass_gate, put_a_gate_right),
    "others help": (name_a_deputy, hand_over, give_back, somebody_is_back, move_on, send, move_on),
    "deferred and withdrawn": (open_entry, send, defer_one, defer_one, withdraw, open_entry, withdraw),
    "deferred and refused": (open_entry, send, defer_one, refuse_one),
    "deferred and sent in anew": (open_entry, send, defer_one, change_a_fact, send, send_one_back, withdraw),
    "in the place of somebody": (assess_low, open_entry, send_as_head, act_in_place, move_on),
    "nothing in mind": (),
}  # fmt: skip
# And where steps run side by side, a judgement may leave nobody to be asked, and scores can be in doubt.
MORE_PLANS: dict[str, Sequence[Act]] = {
    "nobody is left": (judge_for_the_body, open_for_a_body, judge_for_nobody, send),
    "nobody is left of those who deferred it": (
        judge_for_the_body, open_for_a_body, send, defer_one, judge_for_nobody, send,
    ),
    "nobody is left of those who sent it back": (
        judge_for_the_body, open_for_a_body, send, send_one_back, judge_for_nobody, send,
    ),
    "deferred and given": (judge_for_the_body, open_for_a_body, send, defer_one, give_one),
    "nobody is left in the end": (judge_for_the_body, open_for_a_body, send, judge_for_nobody, send),
    "put off side by side": (open_change, send, put_off, act_boldly, act_boldly, move_on, move_on),
    "sent back and deferred": (open_change, send, send_one_back, defer_one, move_on, move_on),
    "sent back and refused": (open_change, send, send_one_back, refuse_one),
    "sent back twice": (open_change, send, send_one_back, send_one_back, send),
    "one deferred and another given": (open_change, send, defer_one, give_one, give_one),
    "in doubt": (assess, leave_out, doubt, talk_over, rule),
    "a ruling on what is one's own": (assess_alone, doubt, disagree, rule_alone, rule),
}  # fmt: skip


def plans_for(edition: str) -> list[Sequence[Act]]:
    """What a sequence can begin with under an edition."""
    return [*PLANS.values(), *(MORE_PLANS.values() if edition == BOLSOVER.edition else ())]


def played(town: Town, seed: int, time: Clock) -> Play:
    """Play the sequence of a seed: first a plan, by the book as a rule, then whatever is drawn."""
    play, plans = Play(town, seed, time), plans_for(town.kind.edition)
    plan = plans[seed % len(plans)]
    play.left, play.sure = max(play.left, len(plan) + 1), play.chance(0.95)
    for act in plan:
        play.tried(act)
    play.sure = False
    for _ in range(5 * MOST):
        play.tried(move_on if play.chance(0.55) else _drawn(play))
    return play


def _drawn(play: Play) -> Act:
    acts, weights = zip(*KINDS.values(), strict=True)
    found: Act = play.draw.choices(acts, weights)[0]
    return found
