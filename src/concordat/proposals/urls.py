"""The addresses of proposing. Each name has its line in the access file."""

from django.urls import URLPattern, path

from concordat.proposals import views

urlpatterns: list[URLPattern] = [path("c/<slug:council>/register/new", views.enter, name="enter")]
