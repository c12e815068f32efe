"""The addresses of files."""

from django.urls import path

from concordat.evidence import views

urlpatterns = [
    path("c/<slug:council>/files/add/<str:kind>/<str:owner>/", views.add_file, name="file_add"),
    path("c/<slug:council>/files/<slug:reference>/", views.file_page, name="file"),
    path("c/<slug:council>/files/<slug:reference>/download", views.download, name="file_download"),
    path("c/<slug:council>/files/<slug:reference>/withdraw", views.withdraw_file, name="file_withdraw"),
]
