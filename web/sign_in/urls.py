"""Signing in, out, and choosing a council."""

from django.urls import include, path
from django.views.defaults import page_not_found

from web.sign_in import views

absent = {"exception": Exception("Nobody signs up or changes their own address here.")}

urlpatterns = [
    path("", views.SignInPage.as_view(), name="sign_in"),
    path("council/", views.ChooseCouncil.as_view(), name="choose_council"),
    path("staff/", views.StaffWay.as_view(), name="staff_way"),
    path("login/code/confirm/", views.ConfirmCode.as_view(), name="account_confirm_login_code"),
    path("2fa/totp/activate/", views.ActivateSecondFactor.as_view(), name="mfa_activate_totp"),
    path("signup/", page_not_found, absent),
    path("email/", page_not_found, absent),
    path("confirm-email/", page_not_found, absent),
    path("3rdparty/", page_not_found, absent),
    path("", include("allauth.urls")),
]
