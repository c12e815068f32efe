"""Addresses under /account/. The names are allauth's own where allauth looks for them."""

from django.urls import path, re_path

from concordat.accounts import views, views_second_factor, views_sign_in

urlpatterns = [
    path("account/", views.account, name="account"),
    path("account/sign-out-elsewhere/", views.sign_out_elsewhere, name="sign_out_elsewhere"),
    path("account/sign-in/", views_sign_in.SignIn.as_view(), name="account_login"),
    path("account/sign-out/", views_sign_in.SignOut.as_view(), name="account_logout"),
    path("account/ended/", views_sign_in.ShutOut.as_view(), name="account_inactive"),
    path("account/invitation/<str:token>/", views_sign_in.accept_invitation, name="accept_invitation"),
    path("account/password/", views_sign_in.ChangePassword.as_view(), name="account_change_password"),
    path("account/password/again/", views_sign_in.PasswordAgain.as_view(), name="account_reauthenticate"),
    path("account/password/forgotten/", views_sign_in.Forgotten.as_view(), name="account_reset_password"),
    path("account/password/forgotten/sent/", views_sign_in.ForgottenDone.as_view(), name="account_reset_password_done"),
    re_path(
        r"^account/password/reset/(?P<uidb36>[0-9A-Za-z]+)-(?P<key>.+)/$",
        views_sign_in.Reset.as_view(),
        name="account_reset_password_from_key",
    ),
    path(
        "account/password/reset/done/", views_sign_in.ResetDone.as_view(), name="account_reset_password_from_key_done"
    ),
    path("account/code/", views_second_factor.Code.as_view(), name="mfa_authenticate"),
    path("account/second-factor/", views_second_factor.SecondFactor.as_view(), name="mfa_index"),
    path("account/second-factor/needed/", views_second_factor.second_factor_needed, name="second_factor_needed"),
    path("account/second-factor/again/", views_second_factor.CodeAgain.as_view(), name="mfa_reauthenticate"),
    path("account/second-factor/set-up/", views_second_factor.SetUpApp.as_view(), name="mfa_activate_totp"),
    path("account/second-factor/remove/", views_second_factor.RemoveApp.as_view(), name="mfa_deactivate_totp"),
    path("account/recovery-codes/", views_second_factor.RecoveryCodes.as_view(), name="mfa_view_recovery_codes"),
    path(
        "account/recovery-codes/new/",
        views_second_factor.MakeRecoveryCodes.as_view(),
        name="mfa_generate_recovery_codes",
    ),
]
