"""Tables of declarations, the people asked, and what they signed. No behaviour."""

from ikrar.pledges.models.acts import Dispute, Pledge, PresenceTrial, Refusal, Trouble, Unsettled
from ikrar.pledges.models.asked import CodeCard, Denominator, DenominatorChange, Duty, OneTimeCode
from ikrar.pledges.models.drawing import AuditDraw
from ikrar.pledges.models.keys import DeviceKey, Kiosk, KioskEntry, Passkey
from ikrar.pledges.models.owing import Obligation, Reminder, ReminderPause, Sweep
from ikrar.pledges.models.paper import PaperEntry, PaperPage, PaperRoll
from ikrar.pledges.models.planning import (
    ChecklistItem,
    CoHost,
    Declaration,
    OpenQuestion,
    Option,
    PlanChange,
    Source,
)
from ikrar.pledges.models.sites import Invitation, RunStep, Site, SiteWitness
from ikrar.pledges.models.tallies import MinuteTally, SiteTally, Tally, TallyBook, TallyStep
from ikrar.pledges.models.texts import PactApproval, PactText

__all__ = [
    "AuditDraw",
    "ChecklistItem",
    "CoHost",
    "CodeCard",
    "Declaration",
    "Denominator",
    "DenominatorChange",
    "DeviceKey",
    "Dispute",
    "Duty",
    "Invitation",
    "Kiosk",
    "KioskEntry",
    "MinuteTally",
    "Obligation",
    "OneTimeCode",
    "OpenQuestion",
    "Option",
    "PactApproval",
    "PactText",
    "PaperEntry",
    "PaperPage",
    "PaperRoll",
    "Passkey",
    "PlanChange",
    "Pledge",
    "PresenceTrial",
    "Refusal",
    "Reminder",
    "ReminderPause",
    "RunStep",
    "Site",
    "SiteTally",
    "SiteWitness",
    "Source",
    "Sweep",
    "Tally",
    "TallyBook",
    "TallyStep",
    "Trouble",
    "Unsettled",
]
