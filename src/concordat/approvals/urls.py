"""The addresses of business under way. Each name has its line in the access file."""

from django.urls import URLPattern, path

from concordat.approvals import views, views_acting, views_duty, views_matters, views_opening

_ONE = "c/<slug:council>/register/<slug:reference>/"
_MATTER = f"{_ONE}matters/<slug:matter>/"
_PAPERS = f"{_MATTER}papers/<int:papers>/"

urlpatterns: list[URLPattern] = [
    path(f"{_ONE}matters/", views.matters, name="matters"),
    path(f"{_ONE}matters/new", views_opening.matter_open, name="matter_open"),
    path(_MATTER, views.matter, name="matter"),
    path(f"{_MATTER}send", views_matters.matter_send, name="matter_send"),
    path(f"{_MATTER}withdraw", views_matters.matter_withdraw, name="matter_withdraw"),
    path(_PAPERS, views.papers, name="papers"),
    path(f"{_PAPERS}steps/<str:task>/act", views_acting.step_act, name="step_act"),
    path(f"{_PAPERS}steps/<str:task>/record", views_acting.step_record, name="step_record"),
    path(f"{_ONE}duties/<slug:duty>/act", views_duty.duty_act, name="duty_act"),
    path(f"{_ONE}conditions/<int:condition>/met", views_matters.condition_met, name="condition_met"),
]
