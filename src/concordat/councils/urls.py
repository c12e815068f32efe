"""The addresses of a council's administration. Each has its line in the access file."""

from django.urls import path

from concordat.councils import (
    views,
    views_adoption,
    views_assessment,
    views_away,
    views_members,
    views_plan,
    views_settings,
)

_AT = "c/<slug:council>/administration"
_MEMBER = f"{_AT}/people/<int:pk>"

urlpatterns = [
    path(f"{_AT}/", views.administration, name="administration"),
    path(f"{_AT}/history", views.administration_history, name="administration_history"),
    path(f"{_AT}/council/name", views.council_edit, name="council_edit"),
    path(f"{_AT}/council/answers", views.council_answers, name="council_answers"),
    path(f"{_AT}/council/second-factor", views.council_second_factor, name="council_second_factor"),
    path(f"{_AT}/people/", views_members.members, name="members"),
    path(f"{_AT}/people/invite", views_members.invite, name="invite"),
    path(f"{_MEMBER}/", views_members.member, name="member"),
    path(f"{_MEMBER}/invite-again", views_members.invite_again, name="invite_again"),
    path(f"{_MEMBER}/signing-in", views_members.member_ways, name="member_ways"),
    path(f"{_MEMBER}/roles/give", views_members.role_give, name="role_give"),
    path(f"{_MEMBER}/roles/<int:role>/end", views_members.role_end, name="role_end"),
    path(f"{_MEMBER}/end", views_members.member_end, name="member_end"),
    path(f"{_MEMBER}/hand-over", views_away.hand_over, name="hand_over"),
    path(f"{_MEMBER}/absences/tell", views_away.absence_tell, name="absence_tell"),
    path(f"{_MEMBER}/absences/<int:row>/take-back", views_away.absence_take_back, name="absence_take_back"),
    path(f"{_MEMBER}/deputies/name", views_away.deputy_set, name="deputy_set"),
    path(f"{_MEMBER}/deputies/<int:row>/end", views_away.deputy_end, name="deputy_end"),
    path("c/<slug:council>/absence/", views_away.absence, name="absence"),
    path(f"{_AT}/services/", views_plan.services, name="services"),
    path(f"{_AT}/services/add", views_plan.service_open, name="service_open"),
    path(f"{_AT}/services/<slug:code>/change", views_plan.service_edit, name="service_edit"),
    path(f"{_AT}/services/<slug:code>/end", views_plan.service_end, name="service_end"),
    path(f"{_AT}/aims/", views_plan.aims, name="aims"),
    path(f"{_AT}/aims/add", views_plan.aim_add, name="aim_add"),
    path(f"{_AT}/aims/<slug:code>/correct", views_plan.aim_edit, name="aim_edit"),
    path(f"{_AT}/aims/<slug:code>/end", views_plan.aim_end, name="aim_end"),
    path(f"{_AT}/assessment-questions/", views_assessment.assessment_questions, name="assessment_questions"),
    path(f"{_AT}/assessment-questions/add", views_assessment.question_add, name="question_add"),
    path(f"{_AT}/assessment-questions/complete", views_assessment.questions_complete, name="questions_complete"),
    path(f"{_AT}/assessment-questions/<int:question>/change", views_assessment.question_edit, name="question_edit"),
    path(
        f"{_AT}/assessment-questions/<int:question>/take-out", views_assessment.question_remove, name="question_remove"
    ),
    path(f"{_AT}/settings/", views_settings.settings, name="settings"),
    path(f"{_AT}/settings/<slug:setting>/give", views_settings.setting_give, name="setting_give"),
    path(
        f"{_AT}/settings/<slug:setting>/<int:pk>/take-back", views_settings.setting_take_back, name="setting_take_back"
    ),
    path(f"{_AT}/adoption/", views_adoption.adoption, name="adoption"),
    path(f"{_AT}/adoption/choose", views_adoption.adopt, name="adopt"),
    path(f"{_AT}/adoption/upload", views_adoption.adopt_upload, name="adopt_upload"),
    path(f"{_AT}/adoption/uploaded/<slug:key>", views_adoption.adopt_kept, name="adopt_kept"),
    path(f"{_AT}/adoption/library/<path:edition>", views_adoption.adopt_library, name="adopt_library"),
    path(f"{_AT}/adoption/<int:adoption>/take-back", views_adoption.adoption_take_back, name="adoption_take_back"),
    path(f"{_AT}/adoption/<int:pk>/files", views_adoption.adoption_files, name="adoption_files"),
    path(f"{_AT}/adoption/<int:pk>/files/<path:name>", views_adoption.adoption_file, name="adoption_file"),
    path(f"{_AT}/protocol/", views.protocol, name="protocol"),
    path(f"{_AT}/protocol/<int:pk>/", views.protocol, name="protocol_adopted"),
]
