"""A PostgreSQL cluster on one machine, to show and to test what happens when its primary dies (docs/decisions/0055).

Nothing here runs in service: at a real site PostgreSQL is packaged software that its own people run, and a person
(or Patroni) promotes. The demonstration is that person's hand, step by step as docs/operating.md tells it.
"""
