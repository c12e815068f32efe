"""The addresses: one file a room, put together here. Each name has its line in the access file."""

from django.urls import URLPattern, URLResolver

urlpatterns: list[URLPattern | URLResolver] = []

handler400 = "concordat.site.errors.bad_request"
handler403 = "concordat.site.errors.not_allowed"
handler404 = "concordat.site.errors.not_found"
handler500 = "concordat.site.errors.failed"
