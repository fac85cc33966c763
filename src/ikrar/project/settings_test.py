"""Settings of the test suite: a throw-away data folder, cheap password hashes, the database of the run."""

import atexit
import os
import shutil
import tempfile

if "IKRAR_DATA" not in os.environ:
    os.environ["IKRAR_DATA"] = tempfile.mkdtemp(prefix="ikrar-test-")
    atexit.register(shutil.rmtree, os.environ["IKRAR_DATA"], ignore_errors=True)
os.environ.setdefault("IKRAR_DOMAIN", "ikrar.test")
os.environ.setdefault("IKRAR_TLS", "0")
os.environ.setdefault("IKRAR_IDLE_SECONDS", "0")  # a test is one long transaction, however slow the machine

from ikrar.project.settings import *  # noqa: F403

PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
ALLOWED_HOSTS = ["*"]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.InMemoryStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}
STATIC_ROOT.mkdir(parents=True, exist_ok=True)  # noqa: F405 (whitenoise warns without it)
if DATABASES["default"]["ENGINE"] == "ikrar.project.sqlite":  # noqa: F405 (likewise)
    # Several runs side by side each have their own; the plugin knows that only of Django's own engine.
    DATABASES["default"]["TEST"] = {"NAME": ":memory:"}  # noqa: F405 (likewise)
