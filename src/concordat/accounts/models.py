"""A person who signs in. Plain: passwords and sessions are never captured; services write what happened as events."""

from __future__ import annotations

from typing import Any, ClassVar

from django.contrib.auth.models import AbstractBaseUser, BaseUserManager
from django.contrib.sessions.base_session import AbstractBaseSession
from django.db import models

from concordat.history.acts import Actor
from concordat.history.recorded import Plain
from concordat.history.references import reference


class Users(BaseUserManager["User"]):
    """Finds people by mail address, whatever the case of its letters."""

    def create_user(self, email: str, name: str, password: str | None = None, **more: Any) -> User:
        """A person who can sign in; without a password, once they have set one."""
        user = self.model(email=email.strip().lower(), name=name.strip(), **more)
        user.set_password(password)
        user.save()
        return user

    def get_by_natural_key(self, username: str | None) -> User:
        return self.get(email=(username or "").strip().lower())


class User(AbstractBaseUser, Plain):
    """A person who signs in. ``reference`` is the opaque id that stands in the record; ``installer`` looks after the
    installation, and sees no council's work by that."""

    reference = models.CharField(max_length=16, unique=True, default=reference)
    email = models.EmailField(max_length=200, unique=True)
    name = models.CharField(max_length=120)
    is_active = models.BooleanField(default=True)
    installer = models.BooleanField(default=False)
    created_at = models.DateTimeField(auto_now_add=True)

    objects = Users()

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = ["name"]

    def __str__(self) -> str:
        return self.name

    @property
    def actor(self) -> Actor:
        """Who this is in the record."""
        return Actor(self.reference, self.name)


class Outgoing(Plain):
    """A mail to somebody of a thing, ``of``: one, however often the worker is asked.

    Until ``sent_at`` is there it may not have gone out; sent again, it has the same name.
    """

    of = models.CharField(max_length=250)
    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="+")
    template = models.CharField(max_length=80)
    context = models.JSONField(default=dict)
    at = models.DateTimeField()
    sent_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["of", "user"], name="one_mail_of_a_thing")]

    @property
    def name(self) -> str:
        """What the mail is called wherever it arrives."""
        return f"told-{self.pk}-{int(self.at.timestamp())}"

    def __str__(self) -> str:
        return f"{self.of} to {self.user}"


class Session(AbstractBaseSession, Plain):
    """A browser that has signed in, or has not yet, with whose it is."""

    person = models.ForeignKey(User, null=True, on_delete=models.CASCADE, related_name="+")

    def __str__(self) -> str:
        return f"A session until {self.expire_date}"

    @classmethod
    def get_session_store_class(cls) -> Any:
        from concordat.accounts.session_store import SessionStore  # noqa: PLC0415 - it reads this model

        return SessionStore
