"""The addresses: one file a room, put together here. Each name has its line in the access file."""

from django.urls import URLPattern, URLResolver, include, path

from concordat.site import health, views

urlpatterns: list[URLPattern | URLResolver] = [
    path("", views.start, name="start"),
    path("accessibility", views.accessibility, name="accessibility"),
    path("privacy", views.privacy, name="privacy"),
    path("cookies", views.cookies, name="cookies"),
    path("health/live", health.live, name="live"),
    path("health/ready", health.ready, name="ready"),
    path("c/<slug:council>/", views.home, name="home"),
    path("", include("concordat.accounts.urls")),
    path("", include("concordat.councils.urls")),
    path("", include("concordat.register.urls")),
    path("", include("concordat.records.urls")),
    path("", include("concordat.evidence.urls")),
    path("", include("concordat.judgements.urls")),
    path("", include("concordat.answers.urls")),
    path("", include("concordat.compliance.urls")),
    path("", include("concordat.approvals.urls")),
    path("", include("concordat.proposals.urls")),
]

handler400 = "concordat.site.errors.bad_request"
handler403 = "concordat.site.errors.not_allowed"
handler404 = "concordat.site.errors.not_found"
handler500 = "concordat.site.errors.failed"
