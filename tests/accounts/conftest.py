"""Addresses, access and settings for the tests of signing in."""

from pathlib import Path

import pytest
from django.conf import LazySettings
from django.template import Engine
from tests.accounts.people import ACCESS

from concordat.site import access, door

# What the room needs of the settings.
WANTED = {
    "SESSION_ENGINE": "concordat.accounts.session_store",
    "ACCOUNT_RATE_LIMITS": {"login_failed": "10/5m/key,100/5m/ip", "login": "300/m/ip"},
    "ACCOUNT_EMAIL_UNKNOWN_ACCOUNTS": False,
    "ACCOUNT_EMAIL_NOTIFICATIONS": True,
    "ACCOUNT_REAUTHENTICATION_TIMEOUT": 15 * 60,
    "PASSWORD_RESET_TIMEOUT": 60 * 60,
    "MFA_ADAPTER": "concordat.accounts.adapter.SecondFactorAdapter",
    "AUTH_PASSWORD_VALIDATORS": [
        {
            "NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator",
            "OPTIONS": {"user_attributes": ["email", "name"]},
        },
        {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
        {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
        {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
    ],
}


@pytest.fixture(autouse=True)
def _house(settings: LazySettings, monkeypatch: pytest.MonkeyPatch) -> None:
    for name, value in WANTED.items():
        if getattr(settings, name) != value:  # setting one makes Django forget what it has read, which takes long
            setattr(settings, name, value)
    settings.STATIC_ROOT.mkdir(parents=True, exist_ok=True)
    engine = Engine.get_default()
    monkeypatch.setattr(engine, "dirs", [Path(__file__).parent / "templates", *engine.dirs])
    settings.ROOT_URLCONF = "tests.accounts.urls"
    monkeypatch.setattr(door, "ACCESS", {**access.ACCESS, **ACCESS})
