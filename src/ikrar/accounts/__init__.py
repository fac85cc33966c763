"""People who sign in to work with Ikrar: accounts, capabilities by period, second factor, audit trail, outbox.

Not for officials who pledge: they are rows of the roster and never have an account.
"""
