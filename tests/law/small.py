"""A whole law book of one record or two of each kind: the smallest folder that is accepted, for breaking it."""

from pathlib import Path

TEXTS: dict[str, str] = {
    "sources.yaml": """\
sources:
  T1: {what: {id: Naskah, en: Text}, address: "contoh.go.id/1"}
""",
    "instruments.yaml": """\
instruments:
  - {code: UU1, kind: statute, name: {id: UU lama, en: Old law}, short: UU lama, begins_on: 2014-01-15, ends_before: 2023-10-31, status: repealed, replaced_by: UU2, contests: [any], confidence: A, sources: [T1]}
  - {code: UU2, kind: statute, name: {id: UU baru, en: New law}, short: UU baru, made_on: 2023-10-31, begins_on: 2023-10-31, status: in-force, repeals: [UU1], survives: [{article: Pasal 9, of: UU1, id: Tetap, en: Stays, until: 2024-08-24}], contests: [any], confidence: A, sources: [T1], questions: [1]}
  - {code: UU3, kind: statute, name: {id: Perubahan, en: Amendment}, short: Perubahan, amends: [UU2], status: in-force, contests: [any], confidence: C, sources: [T1]}
  - {code: PKPU1, kind: regulation, name: {id: Tahapan, en: Stages}, short: Tahapan, status: in-force, contests: [pilkada], confidence: B, sources: [T1]}
articles:
  - {instrument: UU1, article: Pasal 9, says: {id: Lama, en: Old}, contests: [any], begins_on: 2014-01-15, ends_before: 2023-10-31, replaced_by: {instrument: UU2, article: Pasal 8}, warning: {id: Hati-hati, en: Careful}, confidence: A, sources: [T1]}
  - {instrument: UU2, article: Pasal 8, says: {id: Baru, en: New}, contests: [any], begins_on: 2023-10-31, confidence: A, sources: [T1]}
""",
    "norms/norms.yaml": """\
norms:
  - {code: N1, set: Contoh, class: ethics, conduct: {id: Sebelum, en: Before}, bound: [ASN], media: [online], target: [any], contests: [any], phase: before-fixed, level: moral, level_confidence: B, sanction: [M1], basis: [{instrument: UU2, article: Pasal 8}], mirror: N2, needs: [active], confidence: B, sources: [T1], questions: [1]}
  - {code: N2, set: Contoh, class: discipline, conduct: {id: Sesudah, en: After}, bound: [PNS], media: [online], target: [any], contests: [any], phase: after-fixed, level: open, levels: [medium, heavy], level_confidence: D, basis: [{instrument: UU2, article: Pasal 8, inferred: true}], mirror: N1, confidence: B, sources: [T1], doubt: {id: Ragu, en: Doubt}, warning: {id: Awas, en: Beware}}
  - {code: N3, set: Pidana, class: crime, conduct: {id: Pidana, en: Crime}, bound: [ANYONE], media: [any], target: [any], contests: [pilkada], phase: any, level: crime, level_confidence: A, penalty: {id: Penjara, en: Prison}, basis: [{instrument: UU2, article: Pasal 8}], begins_on: 2023-10-31, confidence: A, sources: [T1]}
""",
    "sanctions.yaml": """\
sanctions:
  - {code: M1, level: moral, name: {id: Pernyataan tertutup, en: Closed statement}, basis: [{instrument: UU2, article: Pasal 8}], active_when_switch: off, switch: UU3, appeal: none, applies_to: [PNS], months: 6, percent: 25, confidence: A, sources: [T1], questions: [1]}
competence:
  - {code: C1, person: {id: Semua, en: Everybody}, level: light, by: {id: Atasan, en: Superior}, basis: [{instrument: UU2}], confidence: A, sources: [T1]}
penalties:
  - {code: PEN1, id: Catatan, en: Note, from: 2026-01-02, touches: [N3], confidence: A, sources: [T1]}
""",
    "procedures.yaml": """\
handlers:
  - {code: H1, name: {id: Lama, en: Old}, does: {id: Mengawasi, en: Oversees}, begins_on: 2014-01-15, ends_before: 2024-08-24, basis: [{instrument: UU1}], confidence: A, sources: [T1]}
  - {code: H2, name: {id: Baru, en: New}, does: {id: Mengawasi, en: Oversees}, begins_on: 2024-08-24, basis: [{instrument: UU2}], confidence: A, sources: [T1]}
  - {code: H3, name: {id: Nanti, en: Later}, does: {id: Mengawasi, en: Oversees}, basis: [{instrument: UU2}], confidence: D, sources: [T1]}
procedures:
  - code: PR1
    name: {id: Laporan, en: Report}
    regime: pilkada
    stages:
      - {code: S1, name: {id: Masuk, en: In}, by: {id: Pelapor, en: Reporter}, term: TM1, next: [S2]}
      - {code: S2, name: {id: Selesai, en: Done}, by: {id: Bawaslu, en: Bawaslu}, next: []}
    basis: [{instrument: UU2}]
    confidence: A
    sources: [T1]
""",
    "terms.yaml": """\
terms:
  - {code: TM1, name: {id: Melapor, en: Reporting}, regime: pilkada, max: 7, unit: calendar, counts_from: {id: diketahui, en: known}, event: diketahui, act: {id: lapor, en: report}, by: {id: pelapor, en: reporter}, first_day: unclear, basis: [{instrument: UU2}], practice: [{where: {id: Di sana, en: There}, unit: working, max: 5, from: diregistrasi, confidence: C, sources: [T1]}], confidence: A, sources: [T1], questions: [1]}
  - {code: TM2, name: {id: Jam, en: Hours}, regime: pilkada, max: 24, unit: hours, counts_from: {id: diterima, en: received}, event: diterima, act: {id: teruskan, en: pass on}, by: {id: Bawaslu, en: Bawaslu}, is_day_of: false, basis: [], confidence: A, sources: [T1]}
  - {code: TM3, name: {id: Tidak ada, en: None}, regime: bkn, max: null, unit: not-found, counts_from: {id: diterima, en: received}, event: diterima, act: {id: jawab, en: answer}, by: {id: PPK, en: PPK}, basis: [], confidence: D, sources: [T1]}
reception:
  - {code: R1, name: {id: Loket lama, en: Old counter}, regime: pilkada, ends_before: 2024-09-30, voting_day: {opens: "08:00", closes: "16:00"}, basis: [{instrument: UU2}], terms: [TM1], confidence: C, sources: [T1]}
  - {code: R2, name: {id: Loket, en: Counter}, regime: pilkada, begins_on: 2024-09-30, hours: [{days: [1, 2, 3, 4], opens: "08:00", closes: "16:00"}], around_the_clock: {id: Masa tenang, en: Quiet days}, around_the_clock_stages: [K3], basis: [{instrument: UU2}], terms: [TM1], confidence: C, sources: [T1]}
""",
    "questions.yaml": """\
questions:
  - number: 1
    question: {id: Apa?, en: What?}
    sides:
      - {who: {id: A, en: A}, says: {id: Ya, en: Yes}, sources: [T1]}
      - {who: {id: B, en: B}, says: {id: Tidak, en: No}, sources: [T1]}
    software: {id: Bertanya, en: Asks}
    decides: {id: PPK, en: PPK}
    touches: [N1, M1, TM1, UU2]
    confidence: B
    sources: [T1]
""",
    "regions.yaml": """\
regions:
  - {code: coba, calendar: coba, provinces: 37, regencies: 415, cities: 93, total: 545, elects: {id: Semua, en: All}, exceptions: [{code: JAKARTA, id: Hanya gubernur, en: Governor only, sources: [T1]}], fixed_on: 2024-09-22, confidence: B, sources: [T1]}
""",
    "calendars/coba.yaml": """\
code: coba
regime: pilkada
name: {id: Coba, en: Trial}
source: {instrument: PKPU 1, dated: 2024-01-26, confidence: B, sources: [T1], note: Catatan}
scope: {id: Coba, en: Trial}
contests:
  - {code: gubernur, name: {id: Gubernur, en: Governor}, regime: pilkada, fixed_on: 2024-09-22, fixed: {id: Ditetapkan, en: Fixed}, confidence: B, sources: [T1]}
stages:
  - {code: K1, begins_on: 2024-09-22, last_day: 2024-09-22, key: true, confidence: C, sources: [T1], name: {id: Penetapan, en: Fixing}}
  - {code: K2, begins_on: 2024-09-25, last_day: 2024-11-23, key: true, phase: campaign, name: {id: Kampanye, en: Campaign}}
  - {code: K3, begins_on: 2024-11-24, last_day: 2024-11-26, key: true, phase: quiet, contests: [gubernur], name: {id: Tenang, en: Quiet}}
  - {code: K4, begins_on: 2024-11-27, last_day: 2024-11-27, key: true, phase: voting, name: {id: Pungut, en: Voting}}
not_held:
  - {code: K5, name: {id: Putaran kedua, en: Run-off}, planned_for: 2025-02-01, contests: [gubernur], confidence: B, sources: [T1]}
""",
    "conducts.yaml": """\
conducts:
  - code: LIKE
    group_of_questions: social
    ask: {id: Bolehkah?, en: May I?}
    facts_asked:
      - code: active
        ask: {id: Aktif?, en: Active?}
        answers: [{code: "yes", id: Ya, en: "Yes"}, {code: "no", id: Tidak, en: "No"}]
    answer_rules:
      - when: {group: [PNS], contest: [pilkada], phase: [before-fixed], facts: {active: "yes"}}
        verdict: forbidden
        sentence: {id: Tidak boleh., en: Not allowed.}
        norms: [N1, N2]
        carried_by: [N1]
        confidence: C
        sources: [T1]
      - when: {facts: {active: "no"}}
        verdict: allowed
        sentence: {id: Boleh., en: Allowed.}
        norms: []
        instead: {id: Diam., en: Be quiet.}
        ask_whom: {id: Atasan., en: Your superior.}
        questions: [1]
      - when: {}
        verdict: open
        sentence: {id: Belum jelas., en: Not settled.}
        norms: []
    confidence: B
    sources: [T1]
""",
    "pacts/pakta.yaml": """\
code: pakta
name: {id: Coba, en: Trial}
confidence: B
source: {points: x}
unverified: [{id: Belum, en: Not yet}]
slots: [{name: tahun, default: "2024", label: {id: Tahun, en: Year}}]
title: "Pakta {tahun}"
reading: "x"
body: "x"
""",
    "doors.yaml": """\
doors:
  - {code: D1, name: {id: Temuan, en: Finding}, says: {id: Masih terbuka, en: Still open}, how: {id: Beri tahu, en: Tell}, terms: [TM1], own_term: TM2, basis: [{instrument: UU2}], confidence: D, sources: [T1]}
""",
    "holidays.yaml": """\
holiday_years:
  - {code: LIBUR-2024, year: 2024, decree: {id: SKB, en: Decree}, national: 0, joint_leave: 0, confidence: B, sources: [T1]}
days_off:
  - {code: PUNGUT-1, day: 2024-11-27, kind: voting, regime: pilkada, name: {id: Hari pungut, en: Voting day}, confidence: B, sources: [T1]}
""",
}


def folder(tmp_path: Path, **changed: str) -> Path:
    """The small book as files below `tmp_path`; `changed` is by file name without ending, as in `terms="…"`."""
    for name, text in TEXTS.items():
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(changed.get(path.stem, text), encoding="utf-8")
    return tmp_path


def replaced(tmp_path: Path, file: str, was: str, becomes: str) -> Path:
    """The small book with one text of one file changed."""
    written = folder(tmp_path)
    path = written / file
    text = path.read_text(encoding="utf-8")
    assert was in text, f"{was!r} is not in {file}"
    path.write_text(text.replace(was, becomes, 1), encoding="utf-8")
    return written
