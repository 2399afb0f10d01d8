"""The one template language: Jinja2 with our globals and filters, pages and their fragments."""

from django.http import HttpResponse
from django.middleware.csrf import get_token
from django.template import engines
from django.template.backends.jinja2 import Jinja2
from django.templatetags.static import static
from django.urls import reverse
from django.utils import timezone, translation
from jinja2 import Environment

from . import show


class Pages(Jinja2):
    """Django's Jinja2 backend, reading each app's `templates/` folder."""

    app_dirname = "templates"


def environment(**options) -> Environment:
    """Our Jinja2: strict about block ends, translated, with the filters of `show`."""
    made = Environment(
        **options,
        extensions=["jinja2.ext.i18n", "jinja2.ext.do"],
        trim_blocks=True,
        lstrip_blocks=True,
    )
    made.install_gettext_callables(
        translation.gettext, translation.ngettext, newstyle=False, pgettext=translation.pgettext
    )
    made.globals |= {
        "static": static,
        "url": lambda name, *args, **kwargs: reverse(name, args=args, kwargs=kwargs),
        "now": timezone.now,
        "language": translation.get_language,
        "languages": show.LANGUAGES,
    }
    made.filters |= show.FILTERS
    return made


def page(request, template: str, context: dict | None = None, *, status: int = 200) -> HttpResponse:
    """A whole page, or the block named after `#` alone: `customers/list.html#rows`."""
    name, _, block = template.partition("#")
    found = engines["jinja2"].env.get_template(name) if block else None
    values = {**surroundings(request), **(context or {})}
    if block:
        scope = found.new_context(values)
        next(found.root_render_func(scope), None)  # the page's own imports, before any output
        text = "".join(scope.blocks[block][0](scope))
    else:
        text = engines["jinja2"].env.get_template(name).render(values)
    return HttpResponse(text, status=status)


def surroundings(request) -> dict:
    """What every page may use; also given to Django's own `render`, for the apps below."""
    from django.contrib.messages import get_messages

    return {
        "request": request,
        "user": getattr(request, "user", None),
        "csrf_token": lambda: get_token(request),
        "notices": lambda: get_messages(request),
        "theme": request.COOKIES.get("theme", "auto"),
        "is_menu_folded": request.COOKIES.get("menu") == "folded",
    }
