"""The press: draws and seals papers that many ask for at once, one after another, beside the pages and politer than they.

A tray of jobs below IKRAR_DATA/press, one child process a host that works through it at the lowest priority, and answers
that are kept for a quarter of an hour. Whoever asks is told how many are before him. No Django, no settings.
"""
