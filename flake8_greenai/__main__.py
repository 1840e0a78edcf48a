"""The ``greenai`` command."""

from __future__ import annotations

import sys
from collections.abc import Sequence


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command and return its exit status: 0 done, 1 done with failures, 2 wrong usage or internal error."""
    from flake8_greenai.isolation import leave_working_folder  # noqa: PLC0415  before anything that could be shadowed

    leave_working_folder()
    from flake8_greenai.cli.parser import run  # noqa: PLC0415

    return run(arguments)


if __name__ == "__main__":
    sys.exit(main())
