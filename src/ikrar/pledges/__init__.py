"""Declarations from the first plan to the minutes: texts, sites, the roll call, pledges and their receipts."""
