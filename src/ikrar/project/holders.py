"""Who derives which kinds of the register's entries again, from its own rows: for fsck."""

from ikrar.accounts.queries.audit import HOLDERS as ACCOUNTS
from ikrar.commitments.queries.holding import HOLDERS as COMMITMENTS
from ikrar.law.queries.holding import HOLDERS as LAW
from ikrar.openness.queries.holding import HOLDERS as OPENNESS
from ikrar.papers.queries.holding import HOLDERS as PAPERS
from ikrar.pledges.queries.holding import HOLDERS as PLEDGES
from ikrar.privacy.queries.holding import HOLDERS as PRIVACY

HOLDERS = (*ACCOUNTS, *LAW, *PAPERS, *PLEDGES, *COMMITMENTS, *OPENNESS, *PRIVACY)
