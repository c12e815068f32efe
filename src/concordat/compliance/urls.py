"""The addresses of the standing. Each name has its line in the access file."""

from django.urls import URLPattern, path

from concordat.compliance import views, views_deviations, views_over_all

_ONE = "c/<slug:council>/register/<slug:reference>/"

urlpatterns: list[URLPattern] = [
    path("c/<slug:council>/standing/", views.council_standing, name="council_standing"),
    path("c/<slug:council>/duties/", views_over_all.duties_over_all, name="duties_over_all"),
    path("c/<slug:council>/duties/<slug:duty>/", views_over_all.duty_over_all, name="duty_over_all"),
    path(f"{_ONE}standing/", views.standing_now, name="standing"),
    path(f"{_ONE}standing/on-a-day", views.standing_on, name="standing_on"),
    path(f"{_ONE}duties/<slug:duty>", views.duty, name="duty"),
    path(f"{_ONE}duties/<slug:duty>/deviate", views_deviations.set_aside, {"must": True}, name="duty_deviate"),
    path(f"{_ONE}duties/<slug:duty>/set-aside", views_deviations.set_aside, {"must": False}, name="duty_set_aside"),
    path(f"{_ONE}deviations/<int:deviation>/end", views_deviations.follow_again, {"must": True}, name="deviation_end"),
    path(f"{_ONE}set-aside/<int:deviation>/end", views_deviations.follow_again, {"must": False}, name="set_aside_end"),
]
