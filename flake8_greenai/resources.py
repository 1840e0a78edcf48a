"""Where the data that ships beside the package lies: ``rules/`` and ``hardware.toml``.

In a checkout (also an editable install) they lie beside the package's folder, in a wheel inside it.
"""

from __future__ import annotations

from pathlib import Path

PACKAGE = Path(__file__).resolve().parent


def resource(name: str) -> Path:
    """The file or folder called ``name``, of the checkout when there is one, else of the installed package.

    Raises:
        FileNotFoundError: when neither has it.
    """
    checkout = PACKAGE.parent
    if (checkout / "pyproject.toml").is_file() and (checkout / name).exists():
        return checkout / name
    if (PACKAGE / name).exists():
        return PACKAGE / name
    raise FileNotFoundError(f"{name} is neither in {PACKAGE} nor beside it")
