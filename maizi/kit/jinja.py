"""The one template language: Jinja2 with our globals and filters, pages and their fragments."""

from functools import lru_cache
from pathlib import Path

from django.http import HttpResponse
from django.middleware.csrf import get_token
from django.template import engines
from django.template.backends.jinja2 import Jinja2
from django.templatetags.static import static
from django.urls import get_script_prefix, reverse
from django.utils import timezone, translation
from jinja2 import Environment, nodes
from jinja2.visitor import NodeTransformer

from . import show
from .compiled import Compiled
from .guard import guard

FIXED = {"_": translation.gettext, "static": static}  # say the same all day, in one language


@lru_cache(maxsize=1_000)
def _plain(prefix: str, name: str) -> str:
    return reverse(name)


def address(name: str, *args, **kwargs) -> str:
    """The address of a view; one without arguments is looked up once."""
    if args or kwargs:
        return reverse(name, args=args, kwargs=kwargs)
    return _plain(get_script_prefix(), name)


class Fixing(NodeTransformer):
    """Says fixed texts and addresses of files when a template is compiled, not at each page."""

    def visit_Call(self, node: nodes.Call) -> nodes.Expr:  # noqa: N802 — named by Jinja2
        """`_("客户")` becomes its words; with a variable inside it stays a call."""
        self.generic_visit(node)
        told = [part.value for part in node.args if isinstance(part, nodes.Const)]
        is_fixed = isinstance(node.node, nodes.Name) and node.node.name in FIXED
        if is_fixed and len(told) == len(node.args) == 1 and not node.kwargs:
            return nodes.Const(FIXED[node.node.name](told[0]), lineno=node.lineno)
        return node


class Speaking(Environment):
    """Our Jinja2. Templates are compiled once for each language: half of a page is fixed words."""

    language: str | None = None
    folder: Path | None = None

    def speaking(self, language: str) -> "Speaking":
        """The same environment with templates of its own, in one language."""
        if language not in self.tongues:
            kept = Compiled(self.folder, language) if self.folder else None
            tongue = self.overlay(bytecode_cache=kept)
            tongue.language = language
            self.tongues[language] = tongue
        return self.tongues[language]

    def _parse(self, source, name, filename) -> nodes.Template:
        parsed = super()._parse(source, name, filename)
        if self.language is None:
            return parsed
        with translation.override(self.language):
            return Fixing().visit(parsed)


class Pages(Jinja2):
    """Django's Jinja2 backend, reading each app's `templates/` folder."""

    app_dirname = "templates"

    @property
    def env(self) -> Speaking:
        """The environment of the language in which the page is asked."""
        return self._env.speaking(translation.get_language() or "")

    @env.setter
    def env(self, made: Speaking) -> None:
        self._env = made


def environment(*, folder: Path | None = None, **options) -> Speaking:
    """Our Jinja2: strict about block ends, translated, with the filters of `show`.

    folder  where compiled templates are kept; nowhere when None
    """
    made = Speaking(
        **options,
        extensions=["jinja2.ext.i18n", "jinja2.ext.do"],
        trim_blocks=True,
        lstrip_blocks=True,
        cache_size=2_000,  # all of ours: with fewer, whoever goes through the menu loads anew
    )
    made.install_gettext_callables(
        translation.gettext, translation.ngettext, newstyle=False, pgettext=translation.pgettext
    )
    made.globals |= {
        "static": static,
        "url": address,
        "now": timezone.now,
        "watermarked": lambda user: bool(guard().mark(user)),
        "language": translation.get_language,
        "languages": show.LANGUAGES,
    }
    made.filters |= show.FILTERS
    made.tongues, made.folder = {}, folder
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
