"""Every setting of the site. What differs between installations comes from the environment; docs/reference names it."""

from __future__ import annotations

import secrets
from pathlib import Path
from typing import Any

import environ
from csp.constants import NONCE, NONE, SELF

env = environ.Env()

# --- Where things are ---------------------------------------------------------------------------------------

DATA_DIR = Path(env.str("CONCORDAT_DATA", default="var")).resolve()
FILES_DIR = DATA_DIR / "files"
MAIL_DIR = DATA_DIR / "mail"


def _secret_key() -> str:
    """The key from the environment, else one made once and kept beside the data, readable by its owner only."""
    given: str = env.str("SECRET_KEY", default="")
    kept = DATA_DIR / "secret_key"
    if given:
        return given
    if not kept.is_file():
        DATA_DIR.mkdir(parents=True, exist_ok=True)
        kept.touch(mode=0o600)
        kept.write_text(secrets.token_urlsafe(48), encoding="ascii")
    return kept.read_text(encoding="ascii")


# --- The site -----------------------------------------------------------------------------------------------

SITE_URL: str = env.str("SITE_URL", default="http://localhost:8000")
TRAINING: bool = env.bool("TRAINING", default=False)
DEBUG: bool = env.bool("DEBUG", default=False)
SECRET_KEY = _secret_key()
ALLOWED_HOSTS: list[str] = env.list("ALLOWED_HOSTS", default=["localhost", "127.0.0.1", "[::1]"])
BEHIND_HTTPS = SITE_URL.startswith("https://")
ROOT_URLCONF = "concordat.site.urls"
WSGI_APPLICATION = "concordat.site.wsgi.application"

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "concordat.site",
    "concordat.compliance",
    "concordat.proposals",
    "concordat.records",
    "concordat.judgements",
    "concordat.answers",
    "concordat.approvals",
    "concordat.register",
    "concordat.evidence",
    "concordat.councils",
    "concordat.accounts",
    "concordat.history",
    "concordat.ui",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "csp",
    "django_tasks",
    "django_tasks_db",
]

MIDDLEWARE = [
    "concordat.site.logs.RequestId",
    "concordat.site.limits.BodySize",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "concordat.site.door.Door",
]

TEMPLATES: list[dict[str, Any]] = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "csp.context_processors.nonce",
                "concordat.site.menu.for_page",
            ],
            "builtins": ["concordat.ui.templatetags.kit"],
        },
    },
]
FORM_RENDERER = "concordat.ui.forms.Renderer"

# --- Data ---------------------------------------------------------------------------------------------------

# SQLite waits for the disk at every commit and takes its write lock at the start of a transaction, so that two
# writers queue instead of failing. ATOMIC_REQUESTS stays off: every page would take that lock.
SQLITE: dict[str, Any] = {
    "transaction_mode": "IMMEDIATE",
    "timeout": 20,
    "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA recursive_triggers=ON; "
    "PRAGMA secure_delete=ON;",
}


def _database() -> dict[str, Any]:
    found: dict[str, Any] = env.db_url("DATABASE_URL", default=f"sqlite:///{DATA_DIR / 'concordat.sqlite3'}")
    if found["ENGINE"] == "django.db.backends.sqlite3":
        found["OPTIONS"] = SQLITE
    return found


DATABASES = {"default": _database()}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.db.DatabaseCache",
        "LOCATION": "cache",
        "OPTIONS": {"MAX_ENTRIES": 100_000},
    }
}
TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}

# --- Language, time, files ----------------------------------------------------------------------------------

LANGUAGE_CODE = "en-gb"
LANGUAGES = [("en-gb", "English"), ("cy", "Cymraeg")]
USE_TZ = True
TIME_ZONE = "Europe/London"
STATIC_URL = "static/"
STATIC_ROOT = DATA_DIR / "static"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage", "OPTIONS": {"location": FILES_DIR}},
    "staticfiles": {"BACKEND": "concordat.ui.assets.Storage"},
}
FILE_UPLOAD_MAX_MEMORY_SIZE = 1_000_000
DATA_UPLOAD_MAX_MEMORY_SIZE = 2_500_000
DATA_UPLOAD_MAX_NUMBER_FIELDS = 2_000

# --- Signing in ---------------------------------------------------------------------------------------------

AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
AUTH_PASSWORD_VALIDATORS = [
    {
        "NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator",
        "OPTIONS": {"user_attributes": ["email", "name"]},
    },
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 12},
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "/"
ACCOUNT_ADAPTER = "concordat.accounts.adapter.Adapter"
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*", "password2*"]
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_LOGOUT_REDIRECT_URL = "/"
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_PREVENT_ENUMERATION = True
ALLAUTH_TRUSTED_PROXY_COUNT: int = env.int("PROXIES", default=0)
ACCOUNT_EMAIL_UNKNOWN_ACCOUNTS = False
ACCOUNT_EMAIL_NOTIFICATIONS = True
ACCOUNT_REAUTHENTICATION_TIMEOUT = 15 * 60
# Ten wrong passwords in five minutes shut one address out for a while, whoever types them.
ACCOUNT_RATE_LIMITS = {"login_failed": "10/5m/key,100/5m/ip", "login": "300/m/ip"}
PASSWORD_RESET_TIMEOUT = 60 * 60
MFA_ADAPTER = "concordat.accounts.adapter.SecondFactorAdapter"
MFA_SUPPORTED_TYPES = ["totp", "recovery_codes"]
MFA_TOTP_ISSUER = "Concordat"

# --- Sessions and headers -----------------------------------------------------------------------------------

SESSION_ENGINE = "concordat.accounts.session_store"
SESSION_COOKIE_AGE = 12 * 60 * 60
SESSION_IDLE_SECONDS: int = env.int("SESSION_IDLE_SECONDS", default=60 * 60)
SESSION_EXPIRE_AT_BROWSER_CLOSE = True
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = BEHIND_HTTPS
SESSION_COOKIE_NAME = "__Host-session" if BEHIND_HTTPS else "session"
CSRF_COOKIE_NAME = "__Host-csrf" if BEHIND_HTTPS else "csrf"
CSRF_COOKIE_HTTPONLY = True
CSRF_FAILURE_VIEW = "concordat.site.errors.csrf_failure"
CSRF_TRUSTED_ORIGINS = [SITE_URL]
SECURE_SSL_REDIRECT = BEHIND_HTTPS and not ALLAUTH_TRUSTED_PROXY_COUNT
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if ALLAUTH_TRUSTED_PROXY_COUNT else None
SECURE_HSTS_SECONDS = 31_536_000 if BEHIND_HTTPS else 0
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF, NONCE],
        "style-src": [SELF],
        "img-src": [SELF, "data:"],
        "font-src": [SELF],
        "connect-src": [SELF],
        "manifest-src": [SELF],
        "form-action": [SELF],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
        "object-src": [NONE],
    },
}

# --- Mail and logs ------------------------------------------------------------------------------------------

DEFAULT_FROM_EMAIL: str = env.str("MAIL_FROM", default="Concordat <concordat@localhost>")
EMAIL_TIMEOUT = 10
_MAIL: dict[str, Any] = env.email_url("MAIL_URL", default="filemail://")
EMAIL_FILE_PATH = _MAIL.pop("EMAIL_FILE_PATH", "") or MAIL_DIR
vars().update(_MAIL)
LOGGING_CONFIG = "concordat.site.logs.configure"
# Django asks the above only where this says something.
LOGGING = {"version": 1}
LOG_LEVEL: str = env.str("LOG_LEVEL", default="INFO")
