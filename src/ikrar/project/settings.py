"""All settings of the product. Each IKRAR_ variable stands in docs/operating.md (a test checks it)."""

import os
from pathlib import Path

import django_stubs_ext
from csp.constants import NONE, SELF

from ikrar.openness.domain import announcing
from ikrar.pledges.domain import owing
from ikrar.project import environment as env
from ikrar.web.keyring import Keyring

django_stubs_ext.monkeypatch()

os.umask(0o077)  # whatever this process writes (database, uploads, copies) is its owner's alone

SOURCE = Path(__file__).resolve().parents[1]
IKRAR_DATA = Path(env.text("IKRAR_DATA", "data")).resolve()
IKRAR_DATA.mkdir(parents=True, exist_ok=True, mode=0o700)
IKRAR_DOMAIN = env.text("IKRAR_DOMAIN", "localhost")
IKRAR_ADDRESS = env.text("IKRAR_ADDRESS", f"https://{IKRAR_DOMAIN}")  # origin of every printed address
IKRAR_ADVISER_HOST = env.text(
    "IKRAR_ADVISER_HOST"
)  # a name under which only the law's public pages are answered
IKRAR_ORIGIN = env.text("IKRAR_ORIGIN", f"{IKRAR_DOMAIN}/register")  # C2SP origin, kept from the first start
IKRAR_HOLIDAYS = env.text(
    "IKRAR_HOLIDAYS"
)  # the operator's own list of days off: a decree newer than this release
IKRAR_DEMO = env.flag("IKRAR_DEMO")
IKRAR_OFFICE = env.text("IKRAR_OFFICE")  # who runs it, shown at the foot of every page
IKRAR_CONTACT = env.text("IKRAR_CONTACT")  # mail address of the help desk, shown on the help page
IKRAR_PRESENCE_SECONDS = env.number("IKRAR_PRESENCE_SECONDS", 180)
IKRAR_CODE_TRIES = env.number("IKRAR_CODE_TRIES", 5)
IKRAR_UPLOAD_BYTES = env.number("IKRAR_UPLOAD_BYTES", 50_000_000)
IKRAR_IMPORT_WRITE_MS = env.number("IKRAR_IMPORT_WRITE_MS", 12)  # how long one write of an import should take
# Duties and reminders: the office's own setting, unless a source stands behind the semicolon (docs/operating.md)
IKRAR_DUE_APPOINTED = env.read("IKRAR_DUE_APPOINTED", "14 kerja", owing.read_rule)
IKRAR_DUE_ENTERED = env.read("IKRAR_DUE_ENTERED", "30 kalender", owing.read_rule)
IKRAR_DUE_RETURNED = env.read("IKRAR_DUE_RETURNED", "14 kerja", owing.read_rule)
IKRAR_DUE_SUPERSEDED = env.read("IKRAR_DUE_SUPERSEDED", "30 kalender", owing.read_rule)
IKRAR_DUTY_DAYS = env.number("IKRAR_DUTY_DAYS", 365)  # so long after a declaration newcomers still owe
IKRAR_OFFICE_HOURS = env.read("IKRAR_OFFICE_HOURS", "07.30-16.00", owing.read_hours)
IKRAR_REMINDERS = env.number("IKRAR_REMINDERS", 3)  # letters about one duty in all; 0 for none
IKRAR_REMINDER_DAYS = env.number("IKRAR_REMINDER_DAYS", 3)  # between two letters
IKRAR_REMINDER_BEFORE = env.number("IKRAR_REMINDER_BEFORE", 7)  # days before the last one that they begin
IKRAR_TRUSTED_ROOTS = env.text(
    "IKRAR_TRUSTED_ROOTS"
)  # a folder of authorities' certificates, and their lists
IKRAR_PAPER_BYTES = env.number("IKRAR_PAPER_BYTES", 20_000_000)  # the largest PDF that is checked
IKRAR_PDF_CHECKS = env.number(
    "IKRAR_PDF_CHECKS", 30
)  # how many the public page checks a minute, for all askers
IKRAR_PAPER_SECONDS = env.number("IKRAR_PAPER_SECONDS", 30)  # how long the checking child may work on one
IKRAR_PRESS_SECONDS = env.number("IKRAR_PRESS_SECONDS", 60)  # how long the press may work on one paper
IKRAR_PAPER_PER_DAY = env.number("IKRAR_PAPER_PER_DAY", 200)
IKRAR_KIOSK_PER_DAY = env.number("IKRAR_KIOSK_PER_DAY", 200)
# When figures appear, announced where the office chose nothing
IKRAR_FIGURES_DAILY = env.read("IKRAR_FIGURES_DAILY", "20:00", announcing.read_hour)
IKRAR_FIGURES_CLOSING = env.read("IKRAR_FIGURES_CLOSING", "09:00", announcing.read_hour)
IKRAR_FIGURES_CLOSING_DAYS = env.read("IKRAR_FIGURES_CLOSING_DAYS", "1", announcing.read_days)
IKRAR_OPERATOR_TOKEN = env.text("IKRAR_OPERATOR_TOKEN")  # opens /metrik and the details of /sehat/siap
IKRAR_GATE_CONNECTIONS = env.number("IKRAR_GATE_CONNECTIONS", 4096)
IKRAR_GATE_QUEUE = env.number("IKRAR_GATE_QUEUE", 4096)
IKRAR_GATE_BATCH = env.number("IKRAR_GATE_BATCH", 512)
IKRAR_LAW = env.text("IKRAR_LAW")  # a folder of the operator's own additions to the law texts
IKRAR_RETENTION = env.text("IKRAR_RETENTION")  # the office's own retention schedule; nothing goes without one
IKRAR_AUTHORITY = env.text("IKRAR_AUTHORITY")  # whom a failure to protect data is told to
IKRAR_REGION = env.text("IKRAR_REGION")  # the ministry's code of the convening government, for open data
IKRAR_REGIONS = env.text("IKRAR_REGIONS")  # a list of units and their region codes
IKRAR_WITNESSES = env.words("IKRAR_WITNESSES")
IKRAR_SEAL_MODULE = env.text("IKRAR_SEAL_MODULE")  # a PKCS#11 library; without one the seal's key is a file
IKRAR_SEAL_TOKEN = env.text("IKRAR_SEAL_TOKEN")  # the token's label
IKRAR_SEAL_KEY = env.text("IKRAR_SEAL_KEY")  # the label of the key on it, and of its certificate
IKRAR_SEAL_PIN = env.text("IKRAR_SEAL_PIN")
IKRAR_SEAL_CERTIFICATE = env.text("IKRAR_SEAL_CERTIFICATE")  # a PEM file, where the token holds none
IKRAR_TSA = env.text("IKRAR_TSA")  # address of an RFC 3161 timestamp authority
IKRAR_TSA_ROOTS = env.text("IKRAR_TSA_ROOTS")  # PEM file of the certificates its own must lead to
IKRAR_TSA_REQUIRED = env.flag("IKRAR_TSA_REQUIRED")  # rather no seal than one without a timestamp
IKRAR_REGISTER_BATCH = env.number("IKRAR_REGISTER_BATCH", 50_000)  # leaves the clerk draws at once

KEYRING = Keyring(IKRAR_DATA / "keys")
SECRET_KEY = env.text("IKRAR_SECRET_KEY") or KEYRING.secret("django").hex()
DEBUG = env.flag("IKRAR_DEBUG")
ALLOWED_HOSTS = [IKRAR_DOMAIN, "localhost", "127.0.0.1", *env.words("IKRAR_HOSTS")]
ALLOWED_HOSTS += [IKRAR_ADVISER_HOST] if IKRAR_ADVISER_HOST else []

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.forms",
    "django_linear_migrations",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.socialaccount",
    "csp",
    "ikrar.web",
    "ikrar.register",
    "ikrar.law",
    "ikrar.accounts",
    "ikrar.papers",
    "ikrar.roster",
    "ikrar.pledges",
    "ikrar.commitments",
    "ikrar.openness",
    "ikrar.privacy",
    "ikrar.desk",
]
MIDDLEWARE = [
    "ikrar.web.middleware.request_id",
    "ikrar.web.measuring.measured",
    "ikrar.web.middleware.headers",
    "ikrar.project.adviser.own_host",
    "ikrar.web.forgetful.forgetful",
    "django.middleware.security.SecurityMiddleware",
    "django.middleware.gzip.GZipMiddleware",
    "csp.middleware.CSPMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "ikrar.web.middleware.bodies",
    "django.middleware.csrf.CsrfViewMiddleware",
    "ikrar.web.middleware.characters",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "ikrar.accounts.middleware.believed",
    "django.contrib.messages.middleware.MessageMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "ikrar.web.middleware.refusals",
]
if IKRAR_DEMO:
    MIDDLEWARE.insert(0, "ikrar.project.tour.localhost_only")
ROOT_URLCONF = "ikrar.project.urls"
WSGI_APPLICATION = "ikrar.project.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [SOURCE / "project" / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "ikrar.web.context.everywhere",
            ],
            "builtins": ["ikrar.web.templatetags.ikrar"],
        },
    },
]

FORM_RENDERER = "ikrar.web.forms.Renderer"
CSRF_FAILURE_VIEW = "ikrar.web.views.stale"

DATABASES = {"default": env.database(env.text("IKRAR_DATABASE", "sqlite"), data=IKRAR_DATA)}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "/meja/"
LOGOUT_REDIRECT_URL = "/"

# ── staff sign-in (django-allauth) ───────────────────────────────────────────────────────────────
ACCOUNT_ADAPTER = "ikrar.accounts.adapters.AccountAdapter"
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_USER_DISPLAY = "ikrar.accounts.adapters.display_name"
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]  # never open: the adapter closes it
ACCOUNT_EMAIL_VERIFICATION = "none"  # the mailed invitation has proved the address
ACCOUNT_EMAIL_NOTIFICATIONS = True  # a changed passphrase or key is told to its owner
ACCOUNT_EMAIL_SUBJECT_PREFIX = ""
ACCOUNT_EMAIL_UNKNOWN_ACCOUNTS = False
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_LOGOUT_ON_PASSWORD_CHANGE = True
ACCOUNT_REAUTHENTICATION_TIMEOUT = 300
ACCOUNT_DEFAULT_HTTP_PROTOCOL = "https" if IKRAR_ADDRESS.startswith("https") else "http"
# By account; a whole office signs in from one address within minutes of 07.45 (docs/decisions/0027).
ACCOUNT_RATE_LIMITS = {
    "login": "600/m/ip",
    "login_failed": "200/m/ip,5/5m/key",
    "reset_password": "60/m/ip,5/m/key",
    "reset_password_from_key": "60/m/ip",
    "change_password": "5/m/user",
    "reauthenticate": "10/m/user",
}
ACCOUNT_FORMS = {
    "login": "ikrar.accounts.forms.SignInForm",
    "reset_password": "ikrar.accounts.forms.ForgottenForm",
    "reset_password_from_key": "ikrar.accounts.forms.NewPassphraseForm",
    "change_password": "ikrar.accounts.forms.ChangePassphraseForm",
    "reauthenticate": "ikrar.accounts.forms.PassphraseAgainForm",
}
MFA_ADAPTER = "ikrar.accounts.adapters.MFAAdapter"
MFA_SUPPORTED_TYPES = ["webauthn", "totp", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_WEBAUTHN_USER_VERIFICATION = "required"
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = False  # http://localhost counts as secure without it
MFA_ALLOW_UNVERIFIED_EMAIL = True  # the first administrator enrols before mail works
MFA_TOTP_TOLERANCE = 1  # a phone's clock may be half a minute off
MFA_TOTP_ISSUER = "Ikrar"
MFA_FORMS = {
    "authenticate": "ikrar.accounts.forms.CodeForm",
    "reauthenticate": "ikrar.accounts.forms.ConfirmCodeForm",
    "login_webauthn": "ikrar.accounts.forms.PasskeySignInForm",
    "authenticate_webauthn": "ikrar.accounts.forms.PasskeyStepForm",
    "reauthenticate_webauthn": "ikrar.accounts.forms.PasskeyAgainForm",
    "add_webauthn": "ikrar.accounts.forms.AddPasskeyForm",
    "edit_webauthn": "ikrar.accounts.forms.KeyNameForm",
    "activate_totp": "ikrar.accounts.forms.AppForm",
}

# ── a government SSO (OpenID Connect): off unless issuer and client are set; see ikrar.accounts.sso ──
IKRAR_SSO_ISSUER = env.text("IKRAR_SSO_ISSUER")
IKRAR_SSO_CLIENT = env.text("IKRAR_SSO_CLIENT")
IKRAR_SSO_SECRET = env.text("IKRAR_SSO_SECRET")
IKRAR_SSO_NAME = env.text("IKRAR_SSO_NAME", "SSO pemerintah")
IKRAR_SSO_SCOPES = env.text("IKRAR_SSO_SCOPES", "openid email profile").split()
IKRAR_SSO_EMAIL_CLAIM = env.text("IKRAR_SSO_EMAIL_CLAIM", "email")
IKRAR_SSO_EMAIL_PROVED = env.flag("IKRAR_SSO_EMAIL_PROVED")
IKRAR_SSO_NIP_CLAIM = env.text("IKRAR_SSO_NIP_CLAIM")
IKRAR_SSO_NAME_CLAIM = env.text("IKRAR_SSO_NAME_CLAIM", "name")
SOCIALACCOUNT_ADAPTER = "ikrar.accounts.sso.adapters.doors.SsoAdapter"
SOCIALACCOUNT_PROVIDERS = {
    "openid_connect": {"provider_class": "ikrar.accounts.sso.adapters.provider.StrictProvider"}
}
SOCIALACCOUNT_STORE_TOKENS = False
SOCIALACCOUNT_EMAIL_VERIFICATION = "none"
SOCIALACCOUNT_AUTO_SIGNUP = False
SOCIALACCOUNT_EMAIL_AUTHENTICATION = False
SOCIALACCOUNT_LOGIN_ON_GET = False

IKRAR_BEHIND_PROXY = env.flag("IKRAR_BEHIND_PROXY")  # whose headers are then believed
ALLAUTH_TRUSTED_PROXY_COUNT = 1 if IKRAR_BEHIND_PROXY else 0
# Shared by all workers of this machine: allauth keeps its counters and used codes here.
CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.filebased.FileBasedCache",
        "LOCATION": IKRAR_DATA / "cache",
    },
}


LANGUAGE_CODE = "id"
LANGUAGES = [("id", "Bahasa Indonesia"), ("en", "English")]
USE_I18N = True
USE_TZ = True
TIME_ZONE = "Asia/Jakarta"

STATIC_URL = "/static/"
STATIC_ROOT = IKRAR_DATA / "static"
STATICFILES_FINDERS = [
    "django.contrib.staticfiles.finders.AppDirectoriesFinder",
    "ikrar.web.fonts.Finder",
]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}
MEDIA_ROOT = IKRAR_DATA / "media"
FILE_UPLOAD_PERMISSIONS = 0o600
DATA_UPLOAD_MAX_MEMORY_SIZE = 262_144
DATA_UPLOAD_MAX_NUMBER_FIELDS = 10_000  # a tick for each person of a large unit
FILE_UPLOAD_MAX_MEMORY_SIZE = 1_048_576

EMAIL_BACKEND = env.text("IKRAR_EMAIL_BACKEND", "django.core.mail.backends.smtp.EmailBackend")
EMAIL_HOST = env.text("IKRAR_EMAIL_HOST", "localhost")
EMAIL_PORT = env.number("IKRAR_EMAIL_PORT", 25)
EMAIL_HOST_USER = env.text("IKRAR_EMAIL_USER")
EMAIL_HOST_PASSWORD = env.text("IKRAR_EMAIL_PASSWORD")
EMAIL_USE_TLS = env.flag("IKRAR_EMAIL_TLS")
EMAIL_TIMEOUT = 10
DEFAULT_FROM_EMAIL = env.text("IKRAR_EMAIL_FROM", f"ikrar@{IKRAR_DOMAIN}")

IKRAR_TLS = env.flag("IKRAR_TLS", default=not IKRAR_DEMO)
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = IKRAR_TLS
SESSION_COOKIE_HTTPONLY = CSRF_COOKIE_HTTPONLY = True
SESSION_COOKIE_AGE = 43_200  # one working day
SECURE_HSTS_SECONDS = 31_536_000 if IKRAR_TLS else 0
SECURE_REFERRER_POLICY = (
    "same-origin"  # "no-referrer" makes browsers post forms with Origin: null, which CSRF refuses
)
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
if IKRAR_BEHIND_PROXY:
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "data:"],
        "font-src": [SELF],
        "connect-src": [SELF],
        "manifest-src": [SELF],
        "worker-src": [SELF],
        "form-action": [SELF],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
    },
}

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"()": "ikrar.web.logs.Lines", "form": env.text("IKRAR_LOG", "text")}},
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "line"}},
    # Django's own handler would write past the formatter, which keeps personal data out.
    "loggers": {
        "django": {"handlers": [], "level": "WARNING", "propagate": True},
        "django.security.DisallowedHost": {"level": "CRITICAL"},  # scanners would fill the disk
        "ikrar": {"level": "INFO"},
    },
    "root": {"handlers": ["stderr"], "level": "WARNING"},
}
