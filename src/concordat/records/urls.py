"""The addresses of what is kept of a partnership. Each name has its line in the access file."""

from collections.abc import Callable, Iterator

from django.http import HttpResponse
from django.urls import URLPattern, path

from concordat.records import views, views_begin, views_lists

_ONE = "c/<slug:council>/register/<slug:reference>/"
_LIST = "lists/<str:group>/"
_ROW = f"{_LIST}<slug:row>/"
# Each for both sides; what ends a list's address comes before its rows, which are told by a reference.
_OF_A_SIDE: tuple[tuple[str, Callable[..., HttpResponse], str], ...] = (
    ("sections/<slug:section>/", views.section_edit, "section_edit"),
    (f"{_LIST}add", views_lists.list_add, "list_add"),
    (f"{_LIST}begin", views_begin.list_begin, "list_begin"),
    (f"{_LIST}complete", views_lists.list_complete, "list_complete"),
    (_ROW, views_lists.list_row, "list_row"),
    (f"{_ROW}change", views_lists.list_row_edit, "list_row_edit"),
    (f"{_ROW}remove", views_lists.list_row_remove, "list_row_remove"),
)


def _of_both_sides() -> Iterator[URLPattern]:
    for part, view, name in _OF_A_SIDE:
        yield path(f"{_ONE}records/{part}", view, {"joint": False}, name=name)
        yield path(f"{_ONE}joint-records/{part}", view, {"joint": True}, name=f"{name}_joint")


urlpatterns = [
    *_of_both_sides(),
    path(f"{_ONE}records/{_LIST}", views_lists.list_page, name="list_page"),
    path(f"{_ONE}records/<slug:subject>/", views.subject, name="subject"),
]
