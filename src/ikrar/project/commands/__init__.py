"""One module per word of ./ikrar, each with `run(arguments) -> exit code`. The table stands in ikrar.project.cli."""
