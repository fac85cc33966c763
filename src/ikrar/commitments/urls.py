from django.urls import URLPattern, URLResolver, path

from ikrar.commitments.views import (
    arriving,
    photographs,
    planning,
    public,
    running,
    screen,
    signatories,
    signing,
    texts,
)

app_name = "commitments"
PLAN = "meja/komitmen/<slug:commitment>/"
PLACE = f"{PLAN}lembaga/<int:place>/"
RUN = f"{PLAN}acara/"
SHOWN = "komitmen/<slug:commitment>/"
urlpatterns: list[URLPattern | URLResolver] = [
    path("meja/komitmen/", planning.index, name="plans"),
    path("meja/komitmen/baru/", planning.begin, name="begin"),
    path("meja/komitmen/lembar/", arriving.confirming, name="confirming"),
    path(PLAN, planning.plan, name="plan"),
    path(f"{PLAN}ubah/", planning.edit, name="edit"),
    path(f"{PLAN}batal/", planning.cancel, name="cancel"),
    path(f"{PLAN}saksi/", planning.add_witness, name="witness"),
    path(f"{PLAN}saksi/<int:witness>/lepas/", planning.drop_witness, name="witness-drop"),
    path(f"{PLAN}naskah/", texts.text, name="text"),
    path(f"{PLAN}naskah/setujui/", texts.approve, name="text-approve"),
    path(f"{PLAN}naskah.pdf", public.draft_paper, name="draft-paper"),
    path(f"{PLAN}lembaga/", signatories.add, name="institution"),
    path(f"{PLAN}urutan/", signatories.order, name="order"),
    path(f"{PLACE}lepas/", signatories.drop, name="institution-drop"),
    path(f"{PLACE}wakil/", signatories.delegate, name="delegate"),
    path(f"{PLACE}tarik/", signatories.withdraw, name="delegate-withdraw"),
    path(f"{PLACE}undang/", signatories.invite, name="invite"),
    path(f"{PLACE}kunci/<int:key>/cabut/", signatories.revoke_key, name="key-revoke"),
    path(f"{PLACE}pdf/", arriving.certified_file, name="certified"),
    path(f"{PLACE}kertas/", arriving.sheet, name="sheet"),
    path(f"{PLACE}kertas/buang/", arriving.discard_sheet, name="sheet-discard"),
    path(f"{PLACE}kertas/sahkan/", arriving.confirm_sheet, name="sheet-confirm"),
    path(f"{PLACE}kertas/pindaian", arriving.scan, name="sheet-scan"),
    path(RUN, running.run, name="run"),
    path(f"{RUN}buka/", running.open_signing, name="open"),
    path(f"{RUN}tunda/", running.hold_signing, name="hold"),
    path(f"{RUN}layar/", running.open_screen, name="screen-open"),
    path(f"{RUN}gong/", running.gong, name="gong"),
    path(f"{PLAN}foto/", photographs.attach, name="photograph-attach"),
    path(f"{PLAN}foto/<slug:photograph>/tarik/", photographs.withdraw_photograph, name="photograph-withdraw"),
    path("komitmen/", public.index, name="list"),
    path("komitmen/undangan/<slug:token>/", signing.invitation, name="invitation"),
    path(SHOWN, public.commitment, name="commitment"),
    path(f"{SHOWN}naskah.txt", public.words, name="words"),
    path(f"{SHOWN}bukti.json", public.receipt, name="receipt"),
    path(f"{SHOWN}bukti/<int:nth>.json", public.receipt, name="signature-receipt"),
    path(f"{SHOWN}komitmen.pdf", public.paper, name="paper"),
    path(f"{SHOWN}foto/<slug:photograph>.jpg", public.photograph, name="photograph"),
    path(f"{SHOWN}tanda-tangan/", signing.who_signs, name="who-signs"),
    path(f"{SHOWN}tanda-tangan/<int:place>/", signing.sign, name="sign"),
    path(f"{SHOWN}tanda-tangan/<int:place>/selesai/", signing.signed, name="signed"),
    path("layar/komitmen/<slug:token>/", screen.screen, name="screen"),
    path("layar/komitmen/<slug:token>/isi/", screen.part, name="screen-part"),
]
