"""The product's settings, with data in a folder of the tests' own and a password hash that costs nothing."""

import os
import tempfile

os.environ.setdefault("CONCORDAT_DATA", tempfile.mkdtemp(prefix="concordat-tests-"))
os.environ.setdefault("SECRET_KEY", "only-for-tests")

from concordat.site.settings import *  # noqa: E402, F403

PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
