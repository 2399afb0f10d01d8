"""What the plain pages of one model need to know: a value, no hooks."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from importlib import import_module

from django.conf import settings
from django.db import models
from django.urls import path, reverse

from ..listing import Listing, View
from ..listing.columns import Column, columns_of
from ..reach import reachable


@dataclass(frozen=True)
class Section:
    """A titled group of fields in forms and details."""

    label: str
    fields: Sequence[str]


@dataclass(frozen=True)
class Verb:
    """A business verb on chosen rows: where it posts to and which right shows it."""

    code: str
    label: str
    url: str
    icon: str = ""


_declared: dict[type[models.Model], "Pages"] = {}


@dataclass(frozen=True, kw_only=True)
class Pages:
    """The plain pages of one kind of record. Twelve options; the thirteenth is a view.

    visible   user -> rows; every read starts here
    may       user, verb, row or None -> bool; every write asks here. Verbs: view, add, change,
              export, unmask (see masked fields of this row) and those of `verbs`
    save      (row, verb, *, by) -> None; stores a changed row, called inside `recorded`
    kind      the search kind that answers the list's text box, or None
    panels    templates beside the detail
    """

    model: type[models.Model]
    visible: Callable
    may: Callable
    columns: Sequence[str]
    sections: Sequence[Section]
    filters: Sequence[str] = ()
    bulk_fields: Sequence[str] = ()
    verbs: Sequence[Verb] = ()
    views: Sequence[View] = (View("all", "全部"),)
    save: Callable = lambda row, verb, *, by: row.save()
    kind: object = None
    panels: Sequence[str] = ()

    def __post_init__(self):
        reachable(self.model, self.visible)
        _declared[self.model] = self

    @property
    def name(self) -> str:
        return self.model._meta.model_name

    @property
    def label(self) -> str:
        return str(self.model._meta.verbose_name)

    @property
    def label_many(self) -> str:
        return str(self.model._meta.verbose_name_plural)

    def url(self, page: str, *args) -> str:
        suffix = f"_{page}" if page else ""
        return reverse(f"{self.model._meta.app_label}:{self.name}{suffix}", args=args)

    @property
    def fields(self) -> list[str]:
        return [name for section in self.sections for name in section.fields]

    def columns_for(self, user, names: Sequence[str] = ()) -> list[Column]:
        """The named fields (all of the sections by default) as far as the person may see them."""
        return columns_of(self.model, user, names or self.fields)

    def listing(self, request, **options) -> Listing:
        from .views import views_of

        user, views = request.user, views_of(self, request.user)
        return Listing(self, user=user, params=request.GET, views=views, **options)

    def urls(self, *, without: Sequence[str] = ()) -> list:
        """The routes of all pages but those named in `without`."""
        from . import edit, look, out, views

        routes = {
            "list": ("", look.list_page),
            "count": ("count/", look.count_page),
            "new": ("new/", edit.edit_page),
            "bulk": ("bulk/", edit.bulk_page),
            "undo": ("undo/<str:request_id>/", edit.undo_page),
            "export": ("export/", out.export_page),
            "save_view": ("views/", views.save_view_page),
            "remove_view": ("views/<int:view_id>/remove/", views.remove_view_page),
            "": ("<int:pk>/", look.detail_page),
            "edit": ("<int:pk>/edit/", edit.edit_page),
            "cell": ("<int:pk>/cell/<str:name>/", edit.cell_page),
            "reveal": ("<int:pk>/reveal/<str:name>/", look.reveal_page),
            "history": ("<int:pk>/history/", look.history_page),
            "print": ("<int:pk>/print/", look.print_page),
        }
        return [self._route(*routes[page], page) for page in routes if page not in without]

    def _route(self, route: str, view: Callable, page: str):
        def wrapped(request, **kwargs):
            return view(request, self, **kwargs)

        return path(route, wrapped, name=f"{self.name}_{page}" if page else self.name)


def pages_of(model: type[models.Model]) -> Pages:
    """The plain pages of a kind of record. Raises LookupError when it has none."""
    if model not in _declared:
        import_module(settings.ROOT_URLCONF)  # a job has asked for no page yet
    return _declared[model]
