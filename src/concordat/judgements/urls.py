"""The addresses of screening, significance and judgements. Each name has its line in the access file."""

from django.urls import URLPattern, path

from concordat.judgements import (
    views_aims,
    views_doubts,
    views_judged,
    views_screening,
    views_significance,
    views_trying,
)

_ONE = "c/<slug:council>/register/<slug:reference>/"
_SCREENING = f"{_ONE}screening/"
_SIGNIFICANCE = f"{_ONE}significance/"
_SCORE = f"{_SIGNIFICANCE}<int:number>/"

urlpatterns: list[URLPattern] = [
    path("c/<slug:council>/try/screening/", views_trying.try_screening, name="try_screening"),
    path("c/<slug:council>/try/significance/", views_trying.try_significance, name="try_significance"),
    path(_SCREENING, views_screening.screening, name="screening"),
    path(f"{_SCREENING}answers/", views_screening.screening_answers, name="screening_answers"),
    path(f"{_SCREENING}decide/", views_screening.screening_decide, name="screening_decide"),
    path(f"{_ONE}aims/", views_aims.aims_served, name="aims_served"),
    path(f"{_ONE}judgements/<slug:judged>/", views_judged.judgement, name="judgement"),
    path(_SIGNIFICANCE, views_significance.significance, name="significance"),
    path(
        f"{_SIGNIFICANCE}questions/<slug:criterion>/",
        views_significance.significance_question,
        name="significance_question",
    ),
    path(f"{_SIGNIFICANCE}assess/", views_significance.significance_assess, name="significance_assess"),
    path(f"{_SCORE}leave-out/<slug:criterion>/", views_doubts.leave_out, name="leave_out"),
    path(f"{_SCORE}doubt/", views_doubts.doubt_raise, name="doubt_raise"),
    path(f"{_SCORE}doubt/talk/", views_doubts.doubt_talk, name="doubt_talk"),
    path(f"{_SCORE}doubt/ruling/", views_doubts.doubt_ruling, name="doubt_ruling"),
]
