"""How refusals of a question to the engine are told: an unknown group, contest or fact, and what cannot both be true."""

from ikrar.kernel.words import Words
from ikrar.law import engine
from ikrar.web.problems import Refusal

CHOOSE = Words("Yang dikenal: {known}.", "Known are: {known}.")

ASKING = (
    Refusal(
        engine.NoGroupGiven,
        422,
        Words("Golongan orangnya belum disebut.", "No group was given."),
        Words(
            "Sebut sekurang-kurangnya satu, misalnya PNS atau PPPK.",
            "Name at least one, such as PNS or PPPK.",
        ),
    ),
    Refusal(
        engine.GroupIsUnknown,
        422,
        Words("Golongan “{group}” tidak dikenal.", "No such group: “{group}”."),
        CHOOSE,
    ),
    Refusal(
        engine.GroupsContradict,
        422,
        Words(
            "Satu orang tidak dapat {first} dan {second} sekaligus.", "Nobody is both {first} and {second}."
        ),
        Words("Pilih salah satu.", "Choose one of them."),
    ),
    Refusal(
        engine.RegimeIsUnknown,
        422,
        Words("Jenis pemilihan “{regime}” tidak dikenal.", "No such kind of election: “{regime}”."),
        CHOOSE,
    ),
    Refusal(
        engine.ContestIsUnknown,
        404,
        Words("Kontes “{contest}” tidak ada untuk {regime}.", "There is no contest “{contest}” in {regime}."),
        CHOOSE,
    ),
    Refusal(
        engine.ContestIsRunning,
        422,
        Words(
            "Pada {day} ada tahapan yang berjalan: {regimes}.", "On {day} an election was running: {regimes}."
        ),
        Words("Pilih jenis pemilihannya.", "Choose the kind of election."),
    ),
    Refusal(
        engine.FactIsUnknown,
        422,
        Words("Fakta “{fact}” tidak ditanyakan.", "No such fact is asked for: “{fact}”."),
        Words(
            "Pakai fakta yang disebut bersama pertanyaannya.",
            "Use the facts that are named with the question.",
        ),
    ),
    Refusal(
        engine.AnswerIsUnknown,
        422,
        Words("“{answer}” bukan jawaban atas {fact}.", "“{answer}” is no answer to {fact}."),
        CHOOSE,
    ),
    Refusal(
        engine.FactsContradict,
        422,
        Words(
            "{first} dan {second} tidak mungkin benar bersama.", "{first} and {second} cannot both be true."
        ),
        Words("Perbaiki salah satunya.", "Correct one of them."),
    ),
    Refusal(
        engine.ConductIsUnknown,
        404,
        Words("Tidak ada pertanyaan “{conduct}”.", "There is no question “{conduct}”."),
        Words("Daftar pertanyaan ada di /boleh/.", "The list of questions is at /boleh/."),
    ),
    Refusal(
        engine.NormIsUnknown,
        404,
        Words("Tidak ada norma “{norm}”.", "There is no norm “{norm}”."),
        Words("Daftar norma ada di /hukum/.", "The list of norms is at /hukum/."),
    ),
)
