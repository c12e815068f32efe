"""The addresses of the standing. Each name has its line in the access file."""

from django.urls import URLPattern, path

from concordat.compliance import views

_ONE = "c/<slug:council>/register/<slug:reference>/"

urlpatterns: list[URLPattern] = [
    path("c/<slug:council>/standing/", views.council_standing, name="council_standing"),
    path(f"{_ONE}standing", views.standing_on, name="standing_on"),
    path(f"{_ONE}duties/<slug:duty>", views.duty, name="duty"),
]
