"""People who sign in: users, roles as sets of capabilities, second factor, asking again, the audit trail. Officials are not here."""
