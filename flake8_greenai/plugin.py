"""The flake8 plugin: an adapter that asks the engine for the findings of one file.

Importing this module, and running it on a file that names no tensor library, must cost next to nothing: everything of the
engine is imported in the functions that need it.
"""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any, ClassVar

from flake8_greenai import __version__
from flake8_greenai.source.libraries import LIBRARIES

if TYPE_CHECKING:
    from flake8.options.manager import OptionManager

    from flake8_greenai.estimate.results import FileReport

PREFIX = "GAI"
_LISTS = ("extend-select", "paths", "rule-paths", "stubs")
_TEXTS = ("batch", "budgets", "devices", "dtype", "inputs", "least-time", "pue", "target", "zone")
_SWITCHES = ("notes", "preview")
_PLAIN = (
    ("target", "NAMES", "hardware that the project is meant for"),
    ("zone", "NAME", "electricity zone that carbon is reckoned for"),
    ("pue", "NUMBER", "energy of the building over that of its computers"),
    ("devices", "N", "devices that work together"),
    ("batch", "N", "batch size where the program leaves it open"),
    ("dtype", "NAME", "dtype of work on the hardware, where the program does not say"),
    ("least-time", "TIME", "loops that take less are not worth a hardware rule"),
)


class Plugin:
    """Findings of one file, for flake8."""

    name = "flake8-greenai"
    version = __version__
    options: ClassVar[Namespace] = Namespace()

    def __init__(self, tree: object, filename: str = "stdin", lines: Sequence[str] = ()) -> None:
        self.filename = filename
        self.lines = lines

    @staticmethod
    def add_options(manager: OptionManager) -> None:
        """Declare the options: the keys of ``[tool.greenai]``, which they override."""
        add: Any = manager.add_option
        add("--greenai-config", metavar="FILE", parse_from_config=True, normalize_paths=True, help="TOML file with a table [tool.greenai]")
        add("--greenai-notes", action="store_true", default=None, parse_from_config=True, help="show what layers and models cost")
        add("--greenai-preview", action="store_true", default=None, parse_from_config=True, help="run rules that are in preview")
        for name, metavar, what in _PLAIN:
            add(f"--greenai-{name}", metavar=metavar, parse_from_config=True, help=what)
        add("--greenai-budgets", metavar="LIST", parse_from_config=True, help='e.g. "flops=4 GFLOP; ResNet:parameters=25M"')
        add("--greenai-inputs", metavar="LIST", parse_from_config=True, help='e.g. "ResNet=float32[1,3,224,224]"')
        add("--greenai-extend-select", metavar="CODES", comma_separated_list=True, parse_from_config=True, help="codes to switch on")
        for name, what in (("paths", "imported modules"), ("stubs", "stubs of your own"), ("rule-paths", "rules of your own")):
            help_text = f"folders with {what}"
            add(
                f"--greenai-{name}", metavar="DIRS", comma_separated_list=True, normalize_paths=True, parse_from_config=True, help=help_text
            )

    @classmethod
    def parse_options(cls, options: Namespace) -> None:
        """Keep the options; flake8 calls this once per process."""
        cls.options = options

    def run(self) -> Iterator[tuple[int, int, str, type[Plugin]]]:
        """The findings: line, column in characters from 0, text."""
        if not _is_wanted(self.options):
            return
        text = "".join(self.lines)
        if not LIBRARIES.search(text):
            return
        for line, column, message in _findings(self.filename, text, self.options):
            yield line, column, message, Plugin


def _is_wanted(options: Namespace) -> bool:
    """Whether any of our codes can be reported, by flake8's lists of selected and ignored codes."""
    selected = [*(getattr(options, "select", None) or ()), *(getattr(options, "extend_select", None) or ())]
    if any(code.startswith(PREFIX) for code in selected):
        return True
    ignored = [*(getattr(options, "ignore", None) or ()), *(getattr(options, "extend_ignore", None) or ())]
    if any(PREFIX.startswith(code) for code in ignored):
        return False
    return not getattr(options, "select", None) or any(PREFIX.startswith(code) for code in selected)


def _findings(filename: str, text: str, options: Namespace) -> list[tuple[int, int, str]]:
    from flake8_greenai.isolation import own_imports_only  # noqa: PLC0415

    try:
        with own_imports_only():
            return _analyse(filename, text, options)
    except Exception as error:  # whatever it is, the run of flake8 goes on
        return [(1, 0, _one_line(f"GAI999 internal error: {type(error).__name__}: {error}"))]


def _analyse(filename: str, text: str, options: Namespace) -> list[tuple[int, int, str]]:
    from flake8_greenai.configuration.loading import ConfigurationError, load  # noqa: PLC0415
    from flake8_greenai.configuration.settings import Configuration  # noqa: PLC0415
    from flake8_greenai.findings.check import check  # noqa: PLC0415
    from flake8_greenai.findings.rules import RuleError, load_rules  # noqa: PLC0415

    try:
        configuration = load(filename, file=getattr(options, "greenai_config", None) or None, options=_settings(options))
        load_rules(configuration.rule_paths)
    except (ConfigurationError, RuleError) as error:
        configuration, report = Configuration(), _problem(filename, "configuration", str(error))
    else:
        from flake8_greenai.estimate.files import analyse_file  # noqa: PLC0415
        from flake8_greenai.projection.reports import with_projections  # noqa: PLC0415

        report = with_projections(analyse_file(filename, text, configuration), configuration)
    found = check(report, configuration)
    return [(item.location.line, item.location.column, _one_line(f"{item.code} {item.message}")) for item in found]


def _settings(options: Namespace) -> dict[str, object]:
    """The options that were given, by their names in TOML; flake8's own selection of our codes counts as ours."""
    settings: dict[str, object] = {}
    for name in (*_SWITCHES, *_TEXTS, *_LISTS):
        value = getattr(options, f"greenai_{name.replace('-', '_')}", None)
        if value:
            settings[name] = value
    selected = [*(getattr(options, "select", None) or ()), *(getattr(options, "extend_select", None) or ())]
    ours = [code for code in selected if code.startswith(PREFIX) and len(code) > len(PREFIX)]
    if ours:
        settings["extend-select"] = [*ours, *(getattr(options, "greenai_extend_select", None) or ())]
    return settings


def _problem(filename: str, kind: str, message: str) -> FileReport:
    from flake8_greenai.estimate.results import FileReport, Problem  # noqa: PLC0415
    from flake8_greenai.interpreter.values import Location  # noqa: PLC0415

    return FileReport(filename, problems=(Problem(kind, Location(filename, 1, 0), message),))


def _one_line(text: str) -> str:
    return " ".join(text.split())
