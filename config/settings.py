"""
Every setting, read from the environment.

With nothing set this is a laptop: SQLite under `var/`, secrets made once and kept there, and no
other host than this machine is answered. Naming `HOSTS` makes it a service for others, and then
everything that must be safe is asked for and it will not start without.
"""

from pathlib import Path

import environ
from django.core.exceptions import ImproperlyConfigured

from config.secrets import kept_secret

BASE_DIR = Path(__file__).resolve().parent.parent
VAR = BASE_DIR / "var"
env = environ.Env()

LOOPBACK = ["127.0.0.1", "localhost", "[::1]"]
HOSTS: list[str] = env.list("HOSTS", default=[])
SERVING = bool(HOSTS)
"""True when others than this machine are served: then nothing has a convenient default."""

if SERVING:
    for needed in ("SECRET_KEY", "FIELD_KEYS", "DATABASE_URL"):
        if not env.str(needed, default=""):
            raise ImproperlyConfigured(
                f"{needed} must be set where HOSTS is. See docs/operating.md."
            )

DEBUG = False
SECRET_KEY = env.str("SECRET_KEY", default="") or kept_secret(VAR, "secret-key")
FIELD_KEYS: list[str] = env.list("FIELD_KEYS", default=[]) or [kept_secret(VAR, "field-key")]
"""Fernet keys for bank details and messages, newest first; old ones still read."""
ALLOWED_HOSTS = HOSTS or LOOPBACK
SITE_URL = env.str(
    "SITE_URL", default=f"https://{HOSTS[0]}" if SERVING else "http://127.0.0.1:8000"
)
EXAMPLE = env.bool("EXAMPLE", default=not SERVING)
"""Whether the example council's sign-in links are answered; never where others are served."""
if SERVING and EXAMPLE:
    raise ImproperlyConfigured("EXAMPLE=1 opens sign-in links: it can't stand beside HOSTS.")

FAIL_POINT = env.str("FAIL_POINT", default="")
"""Where a proof has this process die, like `after_posting:0.1`; see `ledgers/fail_points.py`."""
if SERVING and FAIL_POINT:
    raise ImproperlyConfigured("FAIL_POINT kills this process: it can't stand beside HOSTS.")

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "django.forms",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.socialaccount",
    "allauth.socialaccount.providers.openid_connect",
    "csp",
    "django_filters",
    "django_structlog",
    "django_tasks",
    "django_tasks_db",
    "drf_spectacular",
    "drf_spectacular_sidecar",
    "rest_framework",
    "ledgers",
    "payments.outside",
    "payments.payouts",
    "payments.cards",
    "budgets.councils",
    "budgets.people",
    "budgets.plans",
    "budgets.recovery",
    "budgets.assistants",
    "budgets.assurance",
    "budgets.caseload",
    "api",
    "web",
    "config",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "web.sign_in.limits.TriesMiddleware",
    "web.request_log.RequestLog",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
]

ROOT_URLCONF = "config.urls"
WSGI_APPLICATION = "config.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "web" / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "web.context.council",
            ],
        },
    },
]
FORM_RENDERER = "web.forms.Renderer"

DATABASE_URL = env.str("DATABASE_URL", default="") or f"sqlite:///{VAR / 'wherewithal.sqlite3'}"
DATABASES = {"default": env.db_url_config(DATABASE_URL)}
DATABASES["default"]["ATOMIC_REQUESTS"] = False
if DATABASES["default"]["ENGINE"].endswith("sqlite3"):
    DATABASES["default"]["OPTIONS"] = {
        "transaction_mode": "IMMEDIATE",
        "timeout": 20,
        "init_command": (
            "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA recursive_triggers=ON;"
        ),
    }
else:
    DATABASES["default"]["CONN_MAX_AGE"] = env.int("DATABASE_CONN_MAX_AGE", default=60)
    DATABASES["default"]["CONN_HEALTH_CHECKS"] = True
    if env.str("MIGRATE_DATABASE_URL", default=""):
        DATABASES["owner"] = env.db_url("MIGRATE_DATABASE_URL")
        """The same database as its owner, who alone may alter tables: for migrating, no more."""
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

AUTH_USER_MODEL = "councils.User"
SILENCED_SYSTEM_CHECKS = ["auth.W004"]
"""E-mail is unique ignoring case, by a constraint that this check does not see."""
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"django.contrib.auth.password_validation.{name}"}
    for name in (
        "UserAttributeSimilarityValidator",
        "MinimumLengthValidator",
        "CommonPasswordValidator",
        "NumericPasswordValidator",
    )
]

DEFAULT_FROM_EMAIL = env.str("MAIL_FROM", default="Wherewithal <post@localhost>")
if EXAMPLE:
    EMAIL_BACKEND = "django.core.mail.backends.filebased.EmailBackend"
    EMAIL_FILE_PATH = VAR / "mail"
elif env.str("EMAIL_URL", default=""):
    vars().update(env.email_url("EMAIL_URL"))

LOGIN_URL = "sign_in"
LOGIN_REDIRECT_URL = "start"
ACCOUNT_LOGOUT_REDIRECT_URL = "sign_in"
ACCOUNT_ADAPTER = "web.sign_in.adapter.AccountAdapter"
SOCIALACCOUNT_ADAPTER = "web.sign_in.adapter.CouncilSignInAdapter"
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
"""Nobody signs up; this says that the staff's page asks for an address and a password."""
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_EMAIL_SUBJECT_PREFIX = ""
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_LOGIN_BY_CODE_ENABLED = True
ACCOUNT_LOGIN_BY_CODE_TIMEOUT = 900
ACCOUNT_LOGIN_BY_CODE_MAX_ATTEMPTS = 5
ACCOUNT_LOGIN_BY_CODE_SUPPORTS_RESEND = True
ACCOUNT_LOGIN_BY_CODE_FORMAT = {"numeric": True, "dashed": False, "length": 6}
ACCOUNT_SESSION_REMEMBER = True
ACCOUNT_RATE_LIMITS = False
"""Tries are counted in the database, one atomic step each: `web.sign_in.limits`."""
ACCOUNT_FORMS = {
    "request_login_code": "web.sign_in.forms.AskForCodeForm",
    "confirm_login_code": "web.sign_in.forms.ConfirmCodeForm",
}
MFA_SUPPORTED_TYPES = ["totp", "recovery_codes"]
MFA_TOTP_ISSUER = "Wherewithal"
SOCIALACCOUNT_EMAIL_AUTHENTICATION = True
SOCIALACCOUNT_EMAIL_AUTHENTICATION_AUTO_CONNECT = True
SOCIALACCOUNT_LOGIN_ON_GET = True
"""A link leads to the council's own sign-in: our policy lets no form end on another site."""
OIDC_DOMAINS: list[str] = env.list("OIDC_DOMAINS", default=[])
"""Whose addresses the council's own sign-in may vouch for, like `elmshire.gov.uk`."""
SOCIALACCOUNT_PROVIDERS = {
    "openid_connect": {
        "OAUTH_PKCE_ENABLED": True,
        "APPS": [
            {
                "provider_id": "council",
                "name": env.str("OIDC_NAME", default="The council's own sign-in"),
                "client_id": env.str("OIDC_CLIENT_ID", default=""),
                "secret": env.str("OIDC_SECRET", default=""),
                "settings": {"server_url": env.str("OIDC_SERVER", default="")},
            }
        ]
        if env.str("OIDC_SERVER", default="")
        else [],
    }
}
STAFF_SIGN_IN_BY_CODE = env.bool("STAFF_SIGN_IN_BY_CODE", default=EXAMPLE)
"""Whether a code by e-mail alone is enough for people who work for the council."""
PROXIES = env.int("PROXIES", default=1 if SERVING else 0)
"""How many proxies of ours add to X-Forwarded-For; what anybody else wrote there is ignored."""
ALLAUTH_TRUSTED_PROXY_COUNT = PROXIES
SESSION_COOKIE_AGE = 60 * 60 * 24 * 14

LANGUAGE_CODE = "en-gb"
TIME_ZONE = "Europe/London"
USE_I18N = True
USE_TZ = True

STATIC_URL = "/static/"
STATIC_ROOT = VAR / "static"
if not SERVING:  # nothing is collected on a laptop: the files are served from where they are
    STATIC_ROOT.mkdir(parents=True, exist_ok=True)
    WHITENOISE_USE_FINDERS = True
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}

PRACTICE_BANK_URL = env.str("PRACTICE_BANK_URL", default="http://127.0.0.1:8900")
"""Where the practice rail finds its bank: on this machine, and only where EXAMPLE is set."""
EMAIL_TIMEOUT = 10
ROOTS_FOLDER = Path(folder) if (folder := env.str("ROOTS_FOLDER", default="")) else None
"""Where the roots of seals are published: one file for each council, which is only added to."""

RAIL_CALLS_A_SECOND = {
    name: float(calls) for name, calls in env.dict("RAIL_CALLS_A_SECOND", default={}).items()
}
"""How fast each rail may be called, by all workers together, like `practice=25`; else no limit."""

TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend", "QUEUES": ["default"]}}

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": ["'self'"],
        "object-src": ["'none'"],
        "base-uri": ["'none'"],
        "frame-ancestors": ["'none'"],
        "form-action": ["'self'"],
    }
}
X_FRAME_OPTIONS = "DENY"
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CONTENT_TYPE_NOSNIFF = True
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = SECURE_SSL_REDIRECT = SERVING
if SERVING:
    SECURE_HSTS_SECONDS = 31_536_000
    SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE_HSTS_PRELOAD = True
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")

REST_FRAMEWORK = {
    "DEFAULT_RENDERER_CLASSES": ["rest_framework.renderers.JSONRenderer"],
    "DEFAULT_PARSER_CLASSES": ["rest_framework.parsers.JSONParser"],
    "DEFAULT_PERMISSION_CLASSES": [],
    "DEFAULT_THROTTLE_CLASSES": [],
    "DEFAULT_SCHEMA_CLASS": "api.schema.Schema",
    "EXCEPTION_HANDLER": "api.errors.as_problem",
    "UNAUTHENTICATED_USER": "django.contrib.auth.models.AnonymousUser",
    "DEFAULT_METADATA_CLASS": None,
}
API_REQUESTS_A_MINUTE = env.int("API_REQUESTS_A_MINUTE", default=1_200)
"""How many requests one user may make in a minute; counted in the database."""
API_STRANGERS_A_MINUTE = env.int("API_STRANGERS_A_MINUTE", default=60)
"""How many requests without a good sign-in one address may make in a minute."""
SPECTACULAR_SETTINGS = {
    "TITLE": "Wherewithal",
    "VERSION": "1",
    "DESCRIPTION": "Direct payments, Individual Service Funds and recovery budgets, over REST.",
    "OAS_VERSION": "3.1.0",
    "SCHEMA_PATH_PREFIX": "/api/v1",
    "SERVE_INCLUDE_SCHEMA": False,
    "ENUM_GENERATE_CHOICE_DESCRIPTION": False,
    "POSTPROCESSING_HOOKS": [],
    "APPEND_COMPONENTS": {
        "securitySchemes": {
            "token": {"type": "http", "scheme": "bearer"},
            "session": {"type": "apiKey", "in": "cookie", "name": "sessionid"},
        }
    },
}
