"""The guidance that an adopted edition gives beside its forms. It is no rule, so it is not in what was sealed: it is
read from the files, as they were when the edition was adopted."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, TypeAlias

from concordat.councils.models import AdoptedFile, Adoption
from concordat.protocol import strict_yaml

# By form and section, or form, section and question.
Guidance: TypeAlias = Mapping[tuple[str, ...], str]
_FORMS, _SIGNIFICANCE = "forms/", "significance.yaml"
_read: dict[tuple[int, str], Guidance] = {}
_MOST_READ = 64


def guidance_of_forms(adoption: Adoption) -> Guidance:
    """The guidance beside the sections and questions of every form. Read once for each adoption: its files never
    change."""
    key = (adoption.pk, adoption.digest)
    if key not in _read:
        if len(_read) >= _MOST_READ:
            _read.clear()
        files = AdoptedFile.objects.filter(adoption=adoption, name__startswith=_FORMS)
        found = (strict_yaml.read(file.name, file.text.encode()).data for file in files)
        _read[key] = {path: words for form in found if form for path, words in _of_form(form)}
    return _read[key]


def guidance_of_significance(adoption: Adoption) -> Mapping[str, str]:
    """The guidance beside the questions of significance, by criterion; from the same files, read once likewise."""
    key = (adoption.pk, f"{adoption.digest} {_SIGNIFICANCE}")
    if key not in _read:
        files = AdoptedFile.objects.filter(adoption=adoption, name=_SIGNIFICANCE)
        found = [strict_yaml.read(file.name, file.text.encode()).data for file in files]
        asked = [one for read in found if read for one in read.get("criteria", ())]
        _read[key] = {(str(one.get("id")),): str(one["guidance"]) for one in asked if one.get("guidance")}
    return {path[0]: words for path, words in _read[key].items()}


def _of_form(form: Mapping[str, Any]) -> Iterator[tuple[tuple[str, ...], str]]:
    for section in form.get("sections", ()):
        above = (str(form.get("id")), str(section.get("id")))
        for path, thing in ((above, section), *(((*above, str(q.get("id"))), q) for q in section.get("questions", ()))):
            if thing.get("guidance"):
                yield path, str(thing["guidance"])
