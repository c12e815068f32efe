"""Who may sign in: inviting, letting in, shutting out. Whoever calls has asked whether the actor may."""

from __future__ import annotations

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import transaction

from concordat.accounts import invitations, mail, sessions
from concordat.accounts.models import User
from concordat.accounts.record import tell
from concordat.history.acts import SYSTEM, Actor
from concordat.ui.refusals import CannotDo


@transaction.atomic
def invite(actor: Actor, *, email: str, name: str) -> User:
    """The person with this address; whoever has no password yet is sent a link to choose one.

    An act of its own: call it outside another. A link sent earlier stops working. Raises CannotDo for a wrong
    address, a missing name, and a person who is shut out.
    """
    address = _address(email)
    user = User.objects.filter(email=address).first()
    if user is not None and not user.is_active:
        raise CannotDo(
            "The sign-in of the person with this address was ended. Ask an installer to open it again.", "email"
        )
    if user is not None and user.has_usable_password():
        return user
    if user is None:
        user = User.objects.create_user(address, _name(name))
    else:
        user.set_unusable_password()
        user.save()
    tell("Invited", user, actor=actor)
    mail.post("accounts/mail/invitation", address, {"name": user.name, "link": invitations.link(user)})
    return user


def has_accepted(user: User) -> bool:
    """Whether a person has ever chosen a password."""
    return user.has_usable_password()


@transaction.atomic
def accept_invitation(user: User, password: str) -> None:
    """Set the first password; the link that led here is used up. Raises CannotDo for a weak password."""
    _set_password(user, password)
    prove_address(user)
    tell("Invitation accepted", user)


@transaction.atomic
def create_person(actor: Actor, *, email: str, name: str, password: str, installer: bool = False) -> User:
    """A person who can sign in at once. Raises CannotDo for a wrong or taken address, no name, a weak password."""
    address = _address(email)
    if User.objects.filter(email=address).exists():
        raise CannotDo("Somebody with this email address can sign in already. Use another address.", "email")
    user = User.objects.create_user(address, _name(name), installer=installer)
    _set_password(user, password)
    prove_address(user)
    tell("Installer made" if installer else "Person made", user, actor=actor)
    return user


def create_admin(email: str, name: str, password: str) -> User:
    """An installer, made at the command line of the machine. Raises CannotDo as :func:`create_person` does."""
    return create_person(SYSTEM, email=email, name=name, password=password, installer=True)


@transaction.atomic
def disable(actor: Actor, user: User, reason: str) -> None:
    """Shut a person out, now: every session of theirs ends. Raises CannotDo without a reason, and for oneself."""
    if user.reference == actor.id:
        raise CannotDo("You cannot end your own sign-in. Ask another installer.")
    _set_active(actor, user, False, reason)
    sessions.end(user)


@transaction.atomic
def enable(actor: Actor, user: User, reason: str) -> None:
    """Let a person in again, with the password they had. Raises CannotDo without a reason."""
    _set_active(actor, user, True, reason)


@transaction.atomic
def remove_second_factor(actor: Actor, user: User, reason: str) -> None:
    """Take away the app and recovery codes of somebody who has lost them; every session of theirs ends.

    Raises CannotDo without a reason, for oneself, and where there is no second factor.
    """
    if user.reference == actor.id:
        raise CannotDo("You cannot take away your own second factor here. Ask another installer.")
    if not reason.strip():
        raise CannotDo("Enter a reason. It stands in the record.", "reason")
    removed, _ = Authenticator.objects.filter(user=user).delete()
    if not removed:
        raise CannotDo("This person has no second factor to take away.")
    sessions.end(user)
    tell("Second factor taken away", user, actor=actor, reason=reason.strip())
    mail.post("mfa/email/totp_deactivated", user.email, mail.told())


def sign_out_elsewhere(user: User, this: str | None) -> int:
    """End a person's sessions but this one; the number ended."""
    ended = sessions.end(user, but=this)
    if ended:
        tell("Signed out elsewhere", user, sessions=ended)
    return ended


def prove_address(user: User) -> None:
    """Note that the person has read what was sent to their address, or that whoever has the machine vouches for it."""
    EmailAddress.objects.update_or_create(user=user, email=user.email, defaults={"verified": True, "primary": True})


def _set_active(actor: Actor, user: User, active: bool, reason: str) -> None:
    if not reason.strip():
        raise CannotDo("Enter a reason. It stands in the record.", "reason")
    user.is_active = active
    user.save()
    tell("Enabled" if active else "Disabled", user, actor=actor, reason=reason.strip())


def _set_password(user: User, password: str) -> None:
    try:
        validate_password(password, user)
    except ValidationError as weak:
        raise CannotDo(" ".join(weak.messages), "password") from weak
    user.set_password(password)
    user.save()


def _address(email: str) -> str:
    address = email.strip().lower()
    try:
        validate_email(address)
    except ValidationError as wrong:
        raise CannotDo("Enter an email address in the correct format, like name@example.org", "email") from wrong
    return address


def _name(name: str) -> str:
    if not name.strip():
        raise CannotDo("Enter the person's name", "name")
    return name.strip()
