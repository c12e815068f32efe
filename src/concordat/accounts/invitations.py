"""The link in an invitation: signed, for seven days, and used once.

It carries a mark made of what setting a password changes, so that it dies as it is used, or as a newer one is sent.
"""

from __future__ import annotations

from datetime import timedelta

from django.conf import settings
from django.core import signing
from django.urls import reverse
from django.utils.crypto import constant_time_compare, salted_hmac

from concordat.accounts.models import User
from concordat.history import clock

LASTS = timedelta(days=7)
_SALT = "concordat.invitation"


def link(user: User) -> str:
    """The whole address that a person opens to choose a password."""
    until = int((clock.now() + LASTS).timestamp())
    token = signing.dumps([user.reference, until, _mark(user)], salt=_SALT)
    return f"{settings.SITE_URL}{reverse('accept_invitation', args=[token])}"


def invited(token: str) -> User | None:
    """The person whom a link was sent to; None where it is not ours, too old, used, replaced, or they are shut out."""
    try:
        reference, until, mark = signing.loads(token, salt=_SALT)
    except (signing.BadSignature, ValueError):
        return None
    user = User.objects.filter(reference=reference, is_active=True).first()
    if user is None or until < clock.now().timestamp() or not constant_time_compare(mark, _mark(user)):
        return None
    return user


def _mark(user: User) -> str:
    return salted_hmac(_SALT, f"{user.pk} {user.password} {user.last_login}").hexdigest()[:32]
