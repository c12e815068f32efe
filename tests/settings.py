"""The product's settings, with data in a folder of the tests' own and a password hash that costs nothing."""

import os
import tempfile

os.environ.setdefault("CONCORDAT_DATA", tempfile.mkdtemp(prefix="concordat-tests-"))
os.environ.setdefault("SECRET_KEY", "only-for-tests")

from concordat.site.settings import *  # noqa: F403
from concordat.site.settings import STATIC_ROOT

STATIC_ROOT.mkdir(parents=True, exist_ok=True)  # whitenoise warns where there is no such folder
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"

# The migrations themselves are tried on PostgreSQL, and by the tests of the commands; here the tables are made at once.
DATABASES["default"]["TEST"] = {"MIGRATE": "DATABASE_URL" in os.environ}  # noqa: F405

# Recorded models of the tests' own, so that the proofs of the record need no room above it.
INSTALLED_APPS = [*INSTALLED_APPS, "tests.history.things"]  # noqa: F405
