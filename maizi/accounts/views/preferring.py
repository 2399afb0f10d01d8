"""Language and theme, remembered in cookies so that the sign-in page has them too."""

from django.conf import settings
from django.http import HttpResponse

LANGUAGES = {code for code, _name in settings.LANGUAGES}
THEMES = {"auto", "light", "dark"}
YEAR_SECONDS = 365 * 24 * 3600


def set_preferences(answer: HttpResponse, *, language: str = "", theme: str = "") -> None:
    """Write what is known of a person's taste into the browser."""
    secure = settings.SESSION_COOKIE_SECURE
    if language in LANGUAGES:
        answer.set_cookie(
            settings.LANGUAGE_COOKIE_NAME, language, YEAR_SECONDS, secure=secure, samesite="Lax"
        )
    if theme in THEMES:
        answer.set_cookie("theme", theme, YEAR_SECONDS, secure=secure, samesite="Lax")
