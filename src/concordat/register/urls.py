"""The addresses of the register. Each name has its line in the access file."""

from django.urls import URLPattern, path

from concordat.register import (
    views_enter,
    views_gates,
    views_history,
    views_joint,
    views_organisations,
    views_parties,
    views_partnership,
    views_party_people,
    views_people,
    views_register,
    views_representatives,
    views_responsibilities,
)

_COUNCIL = "c/<slug:council>/"
_REGISTER = f"{_COUNCIL}register/"
_ONE = f"{_REGISTER}<slug:reference>/"
_PARTY = f"{_ONE}partners/<slug:party>/"
_PERSON = f"{_COUNCIL}people/<slug:reference>/"
_ORGANISATION = f"{_COUNCIL}organisations/<slug:reference>/"
_JOINT = "j/<slug:joint>/"

urlpatterns: list[URLPattern] = [
    path(_REGISTER, views_register.register, name="register"),
    path(f"{_REGISTER}csv", views_register.register_csv, name="register_csv"),
    path(f"{_REGISTER}filters/new", views_register.filter_save, name="filter_save"),
    path(f"{_REGISTER}filters/<int:saved>/delete", views_register.filter_delete, name="filter_delete"),
    path(f"{_REGISTER}others", views_enter.others, name="others"),
    path(f"{_REGISTER}others/<slug:joint>", views_enter.join, name="join"),
    path(_ONE, views_partnership.partnership, name="partnership"),
    path(f"{_ONE}entry/", views_partnership.partnership_entry, name="partnership_entry"),
    path(f"{_ONE}edit/<slug:section>", views_partnership.partnership_edit, name="partnership_edit"),
    path(f"{_ONE}joint/<slug:section>", views_partnership.partnership_joint_edit, name="partnership_joint_edit"),
    path(f"{_ONE}reference", views_partnership.own_reference, name="own_reference"),
    path(f"{_ONE}withdraw", views_partnership.withdraw, name="withdraw"),
    path(f"{_ONE}history", views_history.partnership_history, name="partnership_history"),
    path(f"{_ONE}gates/<str:gate>", views_gates.gate, name="gate"),
    path(f"{_ONE}open-to", views_joint.open_to, name="open_to"),
    path(f"{_ONE}hand-over", views_joint.hand_stewardship, name="hand_stewardship"),
    path(f"{_ONE}partners/find", views_parties.party_search, name="party_search"),
    path(f"{_ONE}partners/add", views_parties.party_add, name="party_add"),
    path(f"{_ONE}partners/complete", views_parties.parties_complete, name="parties_complete"),
    path(_PARTY, views_parties.party, name="party"),
    path(f"{_PARTY}edit/<slug:section>", views_parties.party_edit, name="party_edit"),
    path(f"{_PARTY}end", views_parties.party_end, name="party_end"),
    path(f"{_PARTY}remove", views_parties.party_remove, name="party_remove"),
    path(f"{_PARTY}people/invite", views_party_people.party_person_invite, name="party_person_invite"),
    path(f"{_PARTY}people/<int:party_person>/end", views_party_people.party_person_end, name="party_person_end"),
    path(f"{_ONE}responsibilities/give", views_responsibilities.responsibility_give, name="responsibility_give"),
    path(
        f"{_ONE}responsibilities/complete",
        views_responsibilities.responsibilities_complete,
        name="responsibilities_complete",
    ),
    path(
        f"{_ONE}responsibilities/<int:row>/pass-on",
        views_responsibilities.responsibility_pass_on,
        name="responsibility_pass_on",
    ),
    path(
        f"{_ONE}responsibilities/<int:row>/correct",
        views_responsibilities.responsibility_correct,
        name="responsibility_correct",
    ),
    path(f"{_ONE}responsibilities/<int:row>/end", views_responsibilities.responsibility_end, name="responsibility_end"),
    path(
        f"{_ONE}responsibilities/<int:row>/remove",
        views_responsibilities.responsibility_remove,
        name="responsibility_remove",
    ),
    path(f"{_ONE}representatives/add", views_representatives.representative_give, name="representative_give"),
    path(
        f"{_ONE}representatives/<int:row>/correct",
        views_representatives.representative_correct,
        name="representative_correct",
    ),
    path(f"{_ONE}representatives/<int:row>/end", views_representatives.representative_end, name="representative_end"),
    path(f"{_COUNCIL}people/", views_people.people, name="people"),
    path(f"{_COUNCIL}people/new", views_people.person_add, name="person_add"),
    path(_PERSON, views_people.person, name="person"),
    path(f"{_PERSON}edit", views_people.person_edit, name="person_edit"),
    path(f"{_PERSON}left", views_people.person_left, name="person_left"),
    path(f"{_PERSON}erase", views_people.person_erase, name="person_erase"),
    path(f"{_PERSON}history", views_history.person_history, name="person_history"),
    path(f"{_COUNCIL}organisations/find", views_organisations.organisation_search, name="organisation_search"),
    path(f"{_COUNCIL}organisations/new", views_organisations.organisation_add, name="organisation_add"),
    path(_ORGANISATION, views_organisations.organisation, name="organisation"),
    path(f"{_ORGANISATION}edit", views_organisations.organisation_edit, name="organisation_edit"),
    path(f"{_ORGANISATION}note", views_organisations.organisation_note, name="organisation_note"),
    path(f"{_ORGANISATION}history", views_history.organisation_history, name="organisation_history"),
    path(_JOINT, views_joint.joint, name="joint"),
    path(f"{_JOINT}partners/<slug:party>/", views_joint.joint_party, name="joint_party"),
    path(f"{_JOINT}partners/<slug:party>/edit/<slug:section>", views_joint.joint_party_edit, name="joint_party_edit"),
]
