"""The ``greenai`` command: what each subcommand does."""
