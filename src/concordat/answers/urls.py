"""The addresses of forms. Each name has its line in the access file."""

from django.urls import URLPattern, path

from concordat.answers import views, views_sharing

_ONE = "c/<slug:council>/register/<slug:reference>/"
_FORMS = f"{_ONE}forms/"
_FORM = f"{_FORMS}<slug:form>/"

urlpatterns: list[URLPattern] = [
    path(_FORMS, views.forms, name="forms"),
    path(f"{_FORMS}submitted/<int:submitted>/", views.submitted, name="submitted"),
    path(_FORM, views.form, name="form"),
    path(f"{_FORM}submit", views.form_submit, name="form_submit"),
    path(f"{_FORM}questions/<slug:asked>/ask", views_sharing.query_ask, name="query_ask"),
    path(f"{_FORM}<slug:section>/", views.form_section, name="form_section"),
    path(f"{_FORM}<slug:section>/hand", views_sharing.section_hand, name="section_hand"),
    path(f"{_ONE}handed/<int:handed>/done", views_sharing.section_done, name="section_done"),
    path(f"{_ONE}handed/<int:handed>/take-back", views_sharing.section_take_back, name="section_take_back"),
    path(f"{_ONE}queries/<int:query>/reply", views_sharing.query_reply, name="query_reply"),
]
