"""Everything below /akun/. The names without a prefix are those django-allauth looks up."""

from allauth.account import views as account
from allauth.mfa.base import views as mfa
from allauth.mfa.recovery_codes import views as recovery
from allauth.mfa.webauthn import views as webauthn
from django.urls import URLPattern, URLResolver, include, path, re_path

from ikrar.accounts import views
from ikrar.web.access import public, signed_in

ours: list[URLPattern | URLResolver] = [
    path("pertama/<str:code>/", views.first_run, name="first_run"),
    path("undangan/<str:code>/", views.accept_invitation, name="invitation"),
    path("mulai/", views.enrol, name="enrol"),
    path("pastikan/", views.confirmed, name="confirmed"),
    path("orang/", views.people, name="people"),
    path("orang/undang/", views.invite, name="invite"),
    path("orang/<str:public_id>/", views.person, name="person"),
    path("orang/<str:public_id>/undang-lagi/", views.invite_again, name="invite_again"),
    path("orang/<str:public_id>/peran/", views.give_role, name="give_role"),
    path("orang/<str:public_id>/sesi/", views.end_sign_ins_of, name="end_sign_ins_of"),
    path("orang/<str:public_id>/tutup/", views.close_account, name="close_account"),
    path("peran/<str:grant_id>/cabut/", views.take_role_back, name="take_role_back"),
    path("sesi/", views.sign_in_list, name="sign_ins"),
    path("sesi/lain/akhiri/", views.end_other_sign_ins, name="end_other_sign_ins"),
    path("sesi/<str:public_id>/akhiri/", views.end_sign_in, name="end_sign_in"),
    path("masuk/sso/", views.sso_begin, name="sso_begin"),
    path("masuk/sso/kembali/", views.sso_back, name="sso_back"),
    path("masuk/sso/keluar/", views.sso_left, name="sso_left"),
    path("sso/sambungkan/", views.sso_link, name="sso_link"),
    path("sso/nanti/", views.sso_drop, name="sso_drop"),
    path("sso/lepas/", views.sso_unlink, name="sso_unlink"),
    path("sistem/", views.system, name="system"),
    path("sistem/surat-uji/", views.test_letter, name="test_letter"),
    path("sistem/surat/", views.post, name="post"),
    path("sistem/surat/coba-lagi/", views.try_again, name="post_again"),
    path("sistem/surat/hentikan/", views.give_up, name="post_give_up"),
    path("jejak/", views.trail, name="trail"),
]

allauth: list[URLPattern | URLResolver] = [
    path(
        "masuk/",
        views.sign_in,
        name="account_login",
    ),
    path(
        "masuk/kode/",
        public(mfa.AuthenticateView.as_view(template_name="accounts/code.html")),
        name="mfa_authenticate",
    ),
    path("masuk/kunci/", public(webauthn.LoginWebAuthnView.as_view()), name="mfa_login_webauthn"),
    path(
        "keluar/",
        public(account.LogoutView.as_view(template_name="accounts/sign_out.html")),
        name="account_logout",
    ),
    path("tertutup/", views.closed_account, name="account_inactive"),
    path("lagi/", views.password_reauthenticate, name="account_reauthenticate"),
    path(
        "lagi/kode/",
        signed_in(mfa.ReauthenticateView.as_view(template_name="accounts/code_again.html")),
        name="mfa_reauthenticate",
    ),
    path(
        "lagi/kunci/",
        signed_in(webauthn.ReauthenticateWebAuthnView.as_view(template_name="accounts/key_again.html")),
        name="mfa_reauthenticate_webauthn",
    ),
    path(
        "kata-sandi/",
        signed_in(account.PasswordChangeView.as_view(template_name="accounts/change_passphrase.html")),
        name="account_change_password",
    ),
    path(
        "lupa/",
        public(account.PasswordResetView.as_view(template_name="accounts/forgotten.html")),
        name="account_reset_password",
    ),
    path(
        "lupa/terkirim/",
        public(account.PasswordResetDoneView.as_view(template_name="accounts/forgotten_sent.html")),
        name="account_reset_password_done",
    ),
    re_path(
        r"^lupa/(?P<uidb36>[0-9A-Za-z]+)-(?P<key>.+)/$",
        public(account.PasswordResetFromKeyView.as_view(template_name="accounts/forgotten_new.html")),
        name="account_reset_password_from_key",
    ),
    path(
        "lupa/selesai/",
        public(account.PasswordResetFromKeyDoneView.as_view(template_name="accounts/forgotten_done.html")),
        name="account_reset_password_from_key_done",
    ),
    path("kunci/", views.keys, name="mfa_index"),
    path("kunci/aplikasi/pasang/", views.activate_app, name="mfa_activate_totp"),
    path("kunci/aplikasi/lepas/", views.deactivate_app, name="mfa_deactivate_totp"),
    path("kunci/pemulihan/", views.recovery_codes, name="mfa_view_recovery_codes"),
    path("kunci/pemulihan/buat/", views.make_recovery_codes, name="mfa_generate_recovery_codes"),
    path(
        "kunci/pemulihan/unduh/",
        signed_in(recovery.DownloadRecoveryCodesView.as_view(template_name="accounts/recovery_codes.txt")),
        name="mfa_download_recovery_codes",
    ),
    path("kunci/sandi/", views.list_passkeys, name="mfa_list_webauthn"),
    path("kunci/sandi/tambah/", views.add_passkey, name="mfa_add_webauthn"),
    path("kunci/sandi/<int:pk>/lepas/", views.remove_passkey, name="mfa_remove_webauthn"),
    path("kunci/sandi/<int:pk>/nama/", views.edit_passkey, name="mfa_edit_webauthn"),
]

urlpatterns: list[URLPattern | URLResolver] = [path("", include((ours, "accounts"))), *allauth]
