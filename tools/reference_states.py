"""The page of a matter's states: the diagram, and the same in words, from the table to which the services hold."""

from concordat.approvals import states
from reference_shapes import table

INTRO = [
    "A matter is a piece of business under way: it is opened, its papers are sent in, and those whom the protocol asks",
    "act on them. Of its steps and of who is asked, see [acts](acts.md); of what opens one, [starts](starts.md). A",
    "service that would move a matter in a way that is not in this table fails, and nothing is recorded.",
]
ACTS = {
    states.OPEN: "open it",
    states.SEND: "send papers in",
    states.GIVE: "give a step, with conditions or without",
    states.SEND_BACK: "send a step back",
    states.DEFER: "defer a step",
    states.REFUSE: "refuse a step",
    states.WITHDRAW: "withdraw it",
}


def matters_page() -> list[str]:
    """The states of a matter, and the moves between them."""
    found = [(f"`{state}`", "yes" if state in states.ENDS else "", words) for state, words in states.STATES.items()]
    moves = [
        (f"`{move.before}`" if move.before else "", f"`{move.act}`", f"`{move.after}`", move.words)
        for move in states.MOVES
    ]
    acts = [(f"`{act}`", words) for act, words in ACTS.items()]
    return [
        *("# Matters", "", *INTRO, "", *diagram(), "", "## States", ""),
        *(*table(("state", "it is over", "means"), found), "", "## Acts", "", *table(("act", "in words"), acts), ""),
        *("## Moves", "", *table(("from", "by", "to", "when"), moves), ""),
    ]


def diagram() -> list[str]:
    """The moves as a diagram: one arrow from a state to another, with every act that leads there."""
    arrows: dict[tuple[str, str], list[str]] = {}
    for move in states.MOVES:
        arrows.setdefault((move.before or "[*]", move.after), []).append(move.act.replace("_", " "))
    lines = [f"    {before} --> {after}: {', '.join(acts)}" for (before, after), acts in arrows.items()]
    names = [f"    {state}: {state.replace('_', ' ')}" for state in states.STATES if "_" in state]
    return ["```mermaid", "stateDiagram-v2", *names, *lines, *(f"    {end} --> [*]" for end in states.ENDS), "```"]
