"""`./ikrar manage …`: Django's own command line."""

from django.core.management import execute_from_command_line


def run(arguments: list[str]) -> int:
    execute_from_command_line(["./ikrar manage", *arguments])
    return 0
