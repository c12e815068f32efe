"""The mails that we send ourselves: plain text, and no more of anybody than it takes."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.core.mail import EmailMessage
from django.db import transaction
from django.template.loader import render_to_string

from concordat.history import clock
from concordat.ui import words


def told() -> dict[str, str]:
    """What the mails need that tell of a change: when it was, and where the site is."""
    return {"when": words.moment(clock.now()), "site": settings.SITE_URL}


def post(template: str, to: str, context: dict[str, Any]) -> None:
    """Send ``<template>_subject.txt`` and ``<template>_message.txt`` once what was done is in the database."""
    message = _message(template, to, context)
    transaction.on_commit(message.send)


def send(template: str, to: str, context: dict[str, Any], *, name: str) -> None:
    """Send it now. A mail sent again under the same name is the same mail to those who hold it: its Message-ID is.

    Raises OSError (SMTP's own too) where it could not be handed over.
    """
    message = _message(template, to, context)
    message.extra_headers["Message-ID"] = f"<{name}@{urlsplit(settings.SITE_URL).hostname}>"
    message.send()


def _message(template: str, to: str, context: dict[str, Any]) -> EmailMessage:
    subject = " ".join(render_to_string(f"{template}_subject.txt", context).split())
    body = render_to_string(f"{template}_message.txt", context).strip() + "\n"
    return EmailMessage(subject, body, settings.DEFAULT_FROM_EMAIL, [to])
