"""Django settings. Everything a company may change comes from the environment (docs/guide)."""

import os
from pathlib import Path

from django.utils.translation import gettext_lazy as _

from .places import clickhouse, database, home, mail, secret_key

HERE = Path(__file__).resolve().parent.parent
HOME = home()
IS_DEV = os.environ.get("MAIZI_DEV") == "1"
REDIS = os.environ.get("MAIZI_REDIS", "")
# From how many order lines on DuckDB groups them for SQLite, where it is installed; 0 is never.
ENGINE_LINES = int(os.environ.get("MAIZI_ENGINE_LINES", "1000000"))
CLICKHOUSE = clickhouse()  # the server that has a copy of the facts of analyses, or None

SECRET_KEY = secret_key()
DEBUG = False
ALLOWED_HOSTS = os.environ.get("MAIZI_HOSTS", "localhost,127.0.0.1,[::1]").split(",")
CSRF_TRUSTED_ORIGINS = [o for o in os.environ.get("MAIZI_ORIGINS", "").split(",") if o]
SITE_ADDRESS = os.environ.get("MAIZI_ADDRESS", "").rstrip("/")  # for links in mails and calendars
MAIL = mail()
IS_HTTPS = os.environ.get("MAIZI_HTTPS") == "1"
IS_BEHIND_PROXY = os.environ.get("MAIZI_BEHIND_PROXY") == "1"

# Bottom to top, as in pyproject.toml; a test compares the two.
APPS = [
    "history", "accounts", "files", "jobs", "clocks", "search", "kit", "fields", "inbox",
    "backups", "approvals", "privacy", "customers", "catalog", "credit", "stock", "sales",
    "development", "purchasing", "groupbuys", "targets", "rating", "keyaccounts",
    "keyservice", "warranty", "service", "training", "presales", "parts", "complaints", "mail",
    "meetings", "events", "care", "satisfaction", "insight", "relationship", "setup", "desk",
    "site",
]  # fmt: skip
INSTALLED_APPS = [
    "django.contrib.contenttypes",
    "django.contrib.auth",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django_otp",
    "django_otp.plugins.otp_totp",
    *(f"maizi.{app}" for app in APPS),
]
MIDDLEWARE = [
    "maizi.kit.middleware.request_id",
    "maizi.kit.middleware.headers",
    "django.middleware.security.SecurityMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "maizi.accounts.middleware.signed_in_only",
    "django.contrib.messages.middleware.MessageMiddleware",
    "maizi.kit.middleware.refusals",
]
ROOT_URLCONF = "maizi.site.urls"
WSGI_APPLICATION = "maizi.site.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "maizi.kit.jinja.Pages",
        "NAME": "jinja2",
        "APP_DIRS": True,
        "OPTIONS": {
            "environment": "maizi.kit.jinja.environment",
            "autoescape": True,
            "folder": HOME / "templates",
            "context_processors": ["maizi.kit.jinja.surroundings"],
        },
    }
]
FORM_RENDERER = "django.forms.renderers.Jinja2"

DATABASES = {"default": database()}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
CACHES = {
    "default": {"BACKEND": "django.core.cache.backends.redis.RedisCache", "LOCATION": REDIS}
    if REDIS
    else {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}
}
SESSION_ENGINE = "maizi.accounts.sessions"

AUTH_USER_MODEL = "accounts.User"
LOGIN_URL = "accounts:sign_in"
LOGIN_REDIRECT_URL = "/"
PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.Argon2PasswordHasher",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
]
OTP_TOTP_ISSUER = "麦子 Maizi"

# Cookies and headers (TRUST.md §1.2, rows 3.*).
SESSION_COOKIE_NAME = "__Host-maizi" if IS_HTTPS else "maizi"
CSRF_COOKIE_NAME = "__Host-maizi-csrf" if IS_HTTPS else "maizi-csrf"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = IS_HTTPS
SESSION_COOKIE_HTTPONLY = CSRF_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_AGE = 12 * 3600
SECURE_SSL_REDIRECT = IS_HTTPS
SECURE_HSTS_SECONDS = 366 * 24 * 3600 if IS_HTTPS else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE_HSTS_PRELOAD = IS_HTTPS
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if IS_BEHIND_PROXY else None
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
DATA_UPLOAD_MAX_NUMBER_FIELDS = 5_000
FILE_UPLOAD_MAX_MEMORY_SIZE = 1_000_000
FILE_UPLOAD_PERMISSIONS = 0o600

LANGUAGE_CODE = "zh-hans"
LANGUAGES = [("zh-hans", "简体中文"), ("zh-hant", "繁體中文"), ("en", "English")]
LANGUAGE_COOKIE_NAME = "maizi-language"
LOCALE_PATHS = [HERE / "kernel" / "locale"]  # the kernel is no Django app
USE_I18N = USE_TZ = True
USE_THOUSAND_SEPARATOR = False
TIME_ZONE = os.environ.get("MAIZI_TIME_ZONE", "Asia/Shanghai")

STATIC_URL = "/static/"
STATIC_ROOT = HOME / "static"
FILES_ROOT = HOME / "files"
BACKUP_COPY = os.environ.get("MAIZI_BACKUP_COPY", "")  # a folder elsewhere: a second backup there
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "maizi.site.assets.HashedFiles"},
}
WHITENOISE_MAX_AGE = 60
WHITENOISE_ALLOW_ALL_ORIGINS = False
MESSAGE_STORAGE = "django.contrib.messages.storage.session.SessionStorage"
CSRF_FAILURE_VIEW = "maizi.kit.views.csrf_failed"
SILENCED_SYSTEM_CHECKS: list[str] = []

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "{asctime} {levelname} {name} {message}", "style": "{"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["console"], "level": "WARNING"},
    "loggers": {"maizi": {"level": "INFO"}},
}
PRODUCT_NAME = _("麦子")
