"""The mails that we send ourselves: plain text, and no more of anybody than it takes."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.core.mail import send_mail
from django.db import transaction
from django.template.loader import render_to_string

from concordat.history import clock
from concordat.ui import words


def told() -> dict[str, str]:
    """What the mails need that tell of a change: when it was, and where the site is."""
    return {"when": words.moment(clock.now()), "site": settings.SITE_URL}


def post(template: str, to: str, context: dict[str, Any]) -> None:
    """Send ``<template>_subject.txt`` and ``<template>_message.txt`` once what was done is in the database."""
    subject = " ".join(render_to_string(f"{template}_subject.txt", context).split())
    body = render_to_string(f"{template}_message.txt", context).strip() + "\n"
    transaction.on_commit(lambda: send_mail(subject, body, settings.DEFAULT_FROM_EMAIL, [to]))
