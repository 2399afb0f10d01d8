"""Signing in and one's own account."""

from django.urls import path

from . import views

app_name = "accounts"
urlpatterns = [
    path("sign-in/", views.sign_in, name="sign_in"),
    path("second-factor/", views.second_factor, name="second_factor"),
    path("sign-out/", views.sign_out, name="sign_out"),
    path("security/", views.security, name="security"),
    path("password/", views.change_password, name="change_password"),
    path("prove/", views.prove, name="prove"),
    path("second-factor/setup/", views.second_factor_setup, name="second_factor_setup"),
    path("second-factor/qr.svg", views.qr_code, name="qr_code"),
    path("second-factor/codes/", views.recovery_codes, name="recovery_codes"),
    path("second-factor/off/", views.second_factor_off, name="second_factor_off"),
    path("sessions/end-others/", views.end_other_sessions, name="end_other_sessions"),
    path("sessions/<slug:key>/end/", views.end_session, name="end_session"),
    path("preferences/", views.preferences, name="preferences"),
]
