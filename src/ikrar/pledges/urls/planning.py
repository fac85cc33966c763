"""Planning, texts, cards and papers."""

from django.urls import URLPattern, URLResolver, path, re_path

from ikrar.pledges.views.planning import cards, fixing, letters, papers, plans, questions, sites, texts

DESK = "meja/deklarasi/"
ONE = f"{DESK}<slug:declaration>/"
SITE = "meja/lokasi/<slug:site>/"

planning_patterns: list[URLPattern | URLResolver] = [
    path(DESK, plans.index, name="plan-list"),
    path(f"{DESK}baru/", plans.begin, name="plan-new"),
    path(ONE, plans.plan, name="plan"),
    path(f"{ONE}keterangan/", plans.details, name="plan-details"),
    path(f"{ONE}kesiapan/", plans.add_item, name="plan-item"),
    path(f"{ONE}kesiapan/<int:item>/", plans.tick, name="plan-tick"),
    path(f"{ONE}mitra/", plans.add_partner, name="plan-partner"),
    path(f"{ONE}mitra/<int:partner>/lepas/", plans.drop_partner, name="plan-partner-drop"),
    path(f"{ONE}tanya/<slug:aspect>/", questions.question, name="plan-question"),
    path(f"{ONE}tanya/<slug:aspect>/pemutus/", questions.decider, name="plan-decider"),
    path(f"{ONE}tanya/<slug:aspect>/buka/", questions.reopen, name="plan-reopen"),
    path(f"{ONE}tanya/<slug:aspect>/<int:option>/hapus/", questions.drop, name="plan-option-drop"),
    path(f"{ONE}pilihan/<int:option>/putuskan/", questions.settle, name="plan-settle"),
    path(f"{ONE}lokasi/", sites.index, name="plan-sites"),
    path(f"{ONE}lokasi/baru/", sites.add, name="plan-site-new"),
    path(f"{ONE}lokasi/massal/", sites.bulk, name="plan-sites-bulk"),
    path(f"{ONE}undangan/", sites.invitations, name="plan-invitations"),
    path(f"{ONE}naskah/", texts.choose, name="plan-text"),
    path(f"{ONE}surat/", letters.letters, name="plan-letters"),
    path(f"{ONE}tetapkan/", fixing.fix, name="plan-fix"),
    path(f"{ONE}pindahkan/", fixing.move, name="plan-move"),
    path(f"{ONE}batalkan/", fixing.cancel, name="plan-cancel"),
    path(f"{ONE}gantikan/", fixing.supersede, name="plan-supersede"),
    path(f"{ONE}gladi/", fixing.rehearse, name="plan-rehearse"),
    path(f"{ONE}kartu/", cards.cards, name="cards"),
    path(f"{ONE}kartu/lembar/", cards.sheet, name="cards-sheet"),
    path(f"{ONE}kartu/surat/", cards.letters, name="cards-letters"),
    path(f"{ONE}jumlah-wajib/", cards.denominators, name="denominators"),
    path(SITE, sites.site, name="plan-site"),
    path(f"{SITE}hapus/", sites.remove, name="plan-site-remove"),
    path(f"{SITE}acara/", sites.add_step, name="plan-step"),
    re_path(
        r"^meja/lokasi/(?P<site>\w+)/acara/(?P<step>\d+)/(?P<way>naik|turun|hapus)/$",
        sites.move_step,
        name="plan-step-move",
    ),
    re_path(
        r"^meja/lokasi/(?P<site>\w+)/(?P<which>poster-a4|poster-a3|susunan-acara|rencana-b)\.pdf$",
        papers.paper,
        name="site-paper",
    ),
    path(f"{SITE}daftar-hadir.pdf", letters.attendance, name="site-attendance"),
    path(f"{SITE}kit.zip", papers.kit, name="site-kit"),
    path("meja/naskah/", texts.index, name="texts"),
    path("meja/naskah/baru/<slug:template>/", texts.begin, name="text-begin"),
    path("meja/naskah/<slug:text>/", texts.text, name="text"),
    path("meja/naskah/<slug:text>/ubah/", texts.edit, name="text-edit"),
    path("meja/naskah/<slug:text>/setujui/", texts.approve, name="text-approve"),
    path("meja/pengangkatan/", cards.appointments, name="appointments"),
    path("meja/pengangkatan/<int:appointment>/", cards.appointment, name="appointment"),
    path(
        "meja/pengangkatan/<int:appointment>/pengingat.pdf",
        cards.appointment_reminders,
        name="appointment-reminders",
    ),
    path("naskah/<slug:text>/", texts.public_text, name="public-text"),
    path("naskah/<slug:text>.txt", texts.download, name="text-download"),
    path("naskah/<slug:text>.pdf", letters.pact, name="text-paper"),
    path("deklarasi/<slug:declaration>.ics", papers.calendar, name="calendar-file"),
    path("i/<slug:short>.ics", papers.site_calendar, name="site-calendar-file"),
]
