"""What the pages of judging ask: answers of the arrangement, aims, results, and what is in doubt."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.forms import BoundField

from concordat.councils.models import Aim
from concordat.protocol.ask import Criterion
from concordat.protocol.significance import levels_of
from concordat.protocol.values import Facts
from concordat.register.forms import field_name
from concordat.ui.answers import BLANK
from concordat.ui.fact_fields import field_for
from concordat.ui.forms import AnswerField, YesNoField
from concordat.ui.labels import named

LEVEL = "level"
NOTHING_CHOSEN = "Select the level that is closest, or say under the levels why you cannot"
NOT_KNOWN, UNSAID = "not_known", ""
HOW = {
    "direct": "Directly",
    "indirect": "Indirectly",
    "none": "Not at all",
    NOT_KNOWN: "Not known",
}
_LONGEST = 2000


def text(label: str, help_text: str = "", *, required: bool = True) -> forms.CharField:
    """A box for a sentence or two."""
    return forms.CharField(
        label=label, help_text=help_text, required=required, max_length=_LONGEST, widget=forms.Textarea
    )


class GroupsForm(forms.Form):
    """Facts of the arrangement, in groups with a title each: ``groups`` are (title, lead, {fact: (label, cell)})."""

    mark_optional = False

    def __init__(self, data: Any, *, groups: Sequence[Any], answers: Facts) -> None:
        super().__init__(data)
        self.parts, self._was = groups, answers
        self.places: dict[str, str] = {}
        for group in groups:
            for fact, (label, cell) in group.facts.items():
                field = field_for(cell)
                field.label, field.initial = label, answers.get(fact, BLANK)
                self.places[fact] = field_name(fact)
                self.fields[self.places[fact]] = field

    def groups(self) -> list[tuple[str, str, list[BoundField]]]:
        """The fields by group, each with its title and lead."""
        return [(group.title, group.lead, [self[self.places[fact]] for fact in group.facts]) for group in self.parts]

    @property
    def says_nothing(self) -> bool:
        """Whether every answer is the one given before."""
        return all(said == self._was.get(fact, BLANK) for fact, said in self.given().items())

    @property
    def changed_labels(self) -> list[str]:
        """What the answers that differ are about, in words."""
        given = self.given()
        labels = {fact: label for group in self.parts for fact, (label, _) in group.facts.items()}
        return [named(labels[fact]) for fact, said in given.items() if said != self._was.get(fact, BLANK)]

    def given(self) -> dict[str, Any]:
        """The answers by fact."""
        return {fact: self.cleaned_data[name] for fact, name in self.places.items()}


class ScreenForm(forms.Form):
    """How it is treated, and why where that departs from what the protocol makes of the answers."""

    mark_optional = False

    def __init__(self, data: Any, *, treatments: Mapping[str, str], proposed: str) -> None:
        super().__init__(data, initial={"treat_as": proposed})
        self.fields["treat_as"] = forms.ChoiceField(
            label="How is it to be treated?", choices=list(treatments.items()), widget=forms.RadioSelect
        )
        self.fields["reason"] = text(
            "Reason", "Needed if you choose otherwise than the protocol has it.", required=False
        )


class AimsForm(forms.Form):
    """What it does for each aim, and whether these are all. ``served`` are (how, note) by the aim's id."""

    mark_optional = False

    def __init__(self, data: Any, *, aims: Sequence[Aim], served: Mapping[int, tuple[Any, Any]], complete: bool):
        super().__init__(data)
        self.aims = aims
        for aim in aims:
            how, note = served.get(aim.pk, (BLANK, BLANK))
            self.fields[f"how-{aim.code}"] = forms.ChoiceField(
                label=aim.words,
                choices=list(HOW.items()),
                widget=forms.RadioSelect,
                required=False,
                initial=NOT_KNOWN if how is None else how or UNSAID,
            )
            self.fields[f"note-{aim.code}"] = forms.CharField(
                label=f"How it helps: {aim.words}",
                required=False,
                max_length=_LONGEST,
                initial=note or "",
            )
        self.fields["complete"] = forms.BooleanField(
            label="These are all the aims that it serves", required=False, initial=complete
        )

    def groups(self) -> list[tuple[str, str, list[BoundField]]]:
        """The two questions of each aim."""
        return [("", "", [self[f"how-{aim.code}"], self[f"note-{aim.code}"]]) for aim in self.aims]

    def given(self) -> dict[Aim, tuple[Any, Any]]:
        """How, and the note, by aim; BLANK where nothing was said, None for not known."""
        said: dict[str, Any] = {UNSAID: BLANK, NOT_KNOWN: None}
        found = {}
        for aim in self.aims:
            how = self.cleaned_data[f"how-{aim.code}"]
            found[aim] = said.get(how, how), self.cleaned_data[f"note-{aim.code}"] or BLANK
        return found


class LevelForm(forms.Form):
    """The level of one question of significance; its label is the heading of its page."""

    mark_optional = False

    def __init__(self, data: Any, *, criterion: Criterion, answer: Any, hint: str) -> None:
        super().__init__(data)
        levels = [(level.score, _capital(level.words)) for level in levels_of(criterion)]
        inner = forms.TypedChoiceField(
            label=criterion.ask,
            choices=levels,
            coerce=int,
            empty_value=None,
            widget=forms.RadioSelect,
            help_text=hint,
        )
        self.fields[LEVEL] = AnswerField(inner, allow_na=criterion.na != "never", required=True, initial=answer)
        self.fields[LEVEL].error_messages["required"] = NOTHING_CHOSEN
        self._was = answer

    @property
    def says_nothing(self) -> bool:
        """Whether the level is the one that was chosen before."""
        return bool(self.cleaned_data[LEVEL] == self._was)


class AssessForm(forms.Form):
    """What each level was chosen on, and why where it is not the one that the figures suggest.

    ``lines`` are those of the account; the level chosen stands beside each, for whoever was slower than another.
    """

    mark_optional = False

    def __init__(self, data: Any, *, lines: Sequence[Any]) -> None:
        super().__init__(data)
        self.lines = lines
        for line in lines:
            name = line.criterion.id
            chosen = _capital(line.words) if line.na is None else f"Does not apply: {line.na}"
            if _is_overruled(line):
                hint = f"You chose “{chosen}”. The figures suggest “{_capital(line.proposal.words)}”."
                self.fields[f"reason-{name}"] = text(f"Why not what the figures suggest? {line.criterion.ask}", hint)
            elif line.score is not None:
                self.fields[f"note-{name}"] = text(line.criterion.ask, f"You chose “{chosen}”.", required=False)

    @property
    def places(self) -> dict[str, str]:
        """The fields of reasons by the facts at fault."""
        return {f"criterion.{line.criterion.id}": f"reason-{line.criterion.id}" for line in self.lines}

    def given(self, kind: str) -> dict[str, str]:
        """The notes (``note``) or the reasons (``reason``), by criterion."""
        start = f"{kind}-"
        return {name.removeprefix(start): said for name, said in self.cleaned_data.items() if name.startswith(start)}


def _is_overruled(line: Any) -> bool:
    return line.proposal is not None and line.score is not None and line.score != line.proposal.score


def _capital(words: str) -> str:
    return f"{words[:1].upper()}{words[1:]}"


class JudgementForm(forms.Form):
    """Yes or no, and why; the question is the heading of its page."""

    def __init__(self, data: Any, *, ask: str) -> None:
        super().__init__(data)
        self.fields["answer"] = YesNoField(label=ask)
        self.fields["reason"] = text("Why?")


class DoubtForm(forms.Form):
    """What is in doubt about a score."""

    words = text("What is in doubt?", "Say which question, and what you are not sure of.")


class TalkForm(forms.Form):
    """What came of going through a score together."""

    agreed = YesNoField(label="Was the score agreed?")
    words = text("What was agreed, or why is there no agreement?")


class RulingForm(forms.Form):
    """The band that is ruled, and why. The score stays as it was."""

    def __init__(self, data: Any, *, bands: Mapping[str, str]) -> None:
        super().__init__(data)
        self.fields["band"] = forms.ChoiceField(
            label="Which band is it?", choices=list(bands.items()), widget=forms.RadioSelect
        )
        self.fields["reason"] = text("Why is it this band?")
