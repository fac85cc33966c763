"""Tables of people who sign in, what they may do, what they did, and mail on its way."""

from ikrar.accounts.models.audit import AuditDay, AuditHead, AuditRow
from ikrar.accounts.models.outbox import Message, Trial
from ikrar.accounts.models.people import Grant, Invitation, User
from ikrar.accounts.models.sign_ins import SignIn

__all__ = ["AuditDay", "AuditHead", "AuditRow", "Grant", "Invitation", "Message", "SignIn", "Trial", "User"]
