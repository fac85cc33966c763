"""How lists become the roster: read a file, say what it would change, change it.

`sheets`, `columns`, `people`, `converting` are plain Python: they run in a child process with limits and
know no database. `judging` compares with the roster; `applying` stages the next edition.
"""
