"""What is asked where the questions of a protocol are only tried: nothing is stored, and nothing has to be answered."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any
from urllib.parse import urlencode

from django import forms

from concordat.judgements.answering import CRITERION
from concordat.judgements.presenters_significance import capital
from concordat.protocol.explain.significance import Line
from concordat.protocol.significance import levels_of
from concordat.protocol.values import NotApplicable, Value

_START, _NA = "level-", "na"
NA_WORDS = "It does not apply"


def tried_with(lines: Sequence[Line]) -> str:
    """The query under which the levels of some questions are those tried; a question without one is left open."""
    chosen = {line.criterion.id: _NA if line.na is not None else line.score for line in lines}
    return urlencode({f"{_START}{name}": said for name, said in chosen.items() if said is not None})


class TryLevelsForm(forms.Form):
    """The questions of significance, all on one page. ``hints`` are the words beside each, by criterion."""

    mark_optional = False

    def __init__(self, data: Any, *, lines: Sequence[Line], hints: Mapping[str, str]) -> None:
        super().__init__(data)
        for line in lines:
            asked = line.criterion
            levels = [(str(level.score), capital(level.words)) for level in levels_of(asked)]
            self.fields[f"{_START}{asked.id}"] = forms.ChoiceField(
                label=f"{line.label}. {asked.ask}",
                choices=[*levels, *([(_NA, NA_WORDS)] if asked.na != "never" else [])],
                widget=forms.RadioSelect,
                required=False,
                help_text=hints.get(asked.id, ""),
            )

    def given(self) -> dict[str, Value]:
        """The levels chosen, as facts. What the address holds and nobody can choose is left out."""
        self.is_valid()
        chosen = {name: said for name, said in self.cleaned_data.items() if said}
        return {
            f"{CRITERION}{name.removeprefix(_START)}": NotApplicable(NA_WORDS) if said == _NA else int(said)
            for name, said in chosen.items()
        }
