"""The command line: its grammar, and which function answers which subcommand.

``argparse`` because a cold ``greenai estimate`` is what editors and scripts wait for: it starts in a fifth of the time that
typer takes. Modules of subcommands are imported when they run.
"""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Sequence

from flake8_greenai import __version__

EPILOG = 'Exit status: 0 done, 1 done with failures, 2 wrong usage or internal error. "greenai COMMAND --help" says more.'


class UsageError(Exception):
    """Arguments that cannot be used; the message fits on one line."""


def build_parser() -> argparse.ArgumentParser:
    """The parser of the whole command line."""
    parser = argparse.ArgumentParser("greenai", description="What machine-learning code costs, from its source alone.", epilog=EPILOG)
    parser.add_argument("--version", action="version", version=f"greenai {__version__}")
    commands = parser.add_subparsers(dest="command", metavar="COMMAND", required=True)

    estimate = commands.add_parser("estimate", help="cost of one Python expression that gives a model or a function")
    estimate.add_argument("expr", metavar="EXPR", help='e.g. "torchvision.models.resnet50()"')
    estimate.add_argument("--input", metavar="SPEC", action="append", default=[], help='"float32[1,3,224,224]", "name=SPEC", or a literal')
    estimate.add_argument("--file", metavar="FILE", help="evaluate the expression in this file's namespace")
    estimate.add_argument("--path", metavar="DIR", action="append", default=[], help="folder in which sources are looked up first")
    estimate.add_argument("--target", metavar="NAME", help="a name that greenai hardware lists")
    estimate.add_argument("--depth", metavar="N", type=int, default=3, help="levels of the module tree in text output (default: 3)")
    _add_format(estimate)

    survey = commands.add_parser("survey", help="estimates of many requests, one JSON object a line")
    survey.add_argument("requests", metavar="REQUESTS.jsonl")
    survey.add_argument("--path", metavar="DIR", action="append", default=[], help="folder in which sources are looked up first")
    survey.add_argument("--jobs", metavar="N", type=int, default=1, help="processes (default: 1; 0: one per core)")
    survey.add_argument("--output", metavar="FILE", help="estimates are written here; lines that it already has are kept")

    report = commands.add_parser("report", help="what the models and loops of files cost, in all and on target hardware")
    _add_analysis(report)
    _add_format(report)
    check = commands.add_parser("check", help="findings in files as flake8 prints them, and those of the project as a whole")
    _add_analysis(check)

    hardware = commands.add_parser("hardware", help="the hardware that estimates can be projected on")
    hardware.add_argument("name", metavar="NAME", nargs="?")
    _add_format(hardware)

    rule = commands.add_parser("rule", help="the documentation of a rule")
    rule.add_argument("code", metavar="CODE", help="e.g. GAI101")
    rules = commands.add_parser("rules", help="all rules")
    _add_format(rules)
    return parser


def _add_analysis(parser: argparse.ArgumentParser) -> None:
    """Arguments of the subcommands that analyse files; options are named like the settings that they override."""
    parser.add_argument("files", metavar="PATH", nargs="+", help="files, and folders in which all Python files are analysed")
    parser.add_argument("--jobs", metavar="N", type=int, default=1, help="processes (default: 1; 0: one per core)")
    parser.add_argument("--config", metavar="FILE", help="TOML file with a table [tool.greenai], in place of the closest pyproject.toml")
    parser.add_argument("--path", metavar="DIR", dest="paths", action="append", help="folder in which imports are looked up")
    parser.add_argument("--target", metavar="NAME", action="append", help="a name that greenai hardware lists; may be given several times")
    parser.add_argument("--zone", metavar="NAME", help="electricity zone that carbon is reckoned for")
    parser.add_argument("--pue", metavar="NUMBER", help="energy of the building over that of its computers")
    parser.add_argument("--devices", metavar="N", help="devices that work together")
    parser.add_argument("--batch", metavar="N", help="batch size where the program leaves it open")
    parser.add_argument("--dtype", metavar="NAME", help="dtype of work on the hardware, where the program does not say")
    parser.add_argument("--least-time", metavar="TIME", help="loops that take less are not worth a hardware rule")
    parser.add_argument("--budgets", metavar="LIST", help='e.g. "flops=4 GFLOP; ResNet:training-time=8 h"')
    parser.add_argument("--inputs", metavar="LIST", help='e.g. "ResNet=float32[1,3,224,224]"')
    parser.add_argument("--notes", action="store_true", default=None, help="findings include what layers, models and loops cost")
    parser.add_argument("--preview", action="store_true", default=None, help="run rules that are in preview")


def _add_format(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--format", choices=("text", "json"), default="text")


def run(arguments: Sequence[str] | None = None) -> int:
    """Parse the arguments, run the subcommand, and return the exit status. Errors are one line on standard error."""
    options = build_parser().parse_args(arguments)
    try:
        return _dispatch(options)
    except UsageError as error:
        return _fail(str(error))
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())  # nothing more can be written, also not at exit
        return 1
    except KeyboardInterrupt:
        return _fail("interrupted")
    except Exception as error:
        return _fail(f"internal error: {type(error).__name__}: {error}")


def _dispatch(options: argparse.Namespace) -> int:
    if options.command == "estimate":
        from flake8_greenai.cli import estimate  # noqa: PLC0415

        return estimate.run(options)
    if options.command == "survey":
        from flake8_greenai.cli import survey  # noqa: PLC0415

        return survey.run(options)
    if options.command in ("report", "check"):
        from flake8_greenai.cli import report  # noqa: PLC0415

        return report.run(options)
    if options.command == "hardware":
        from flake8_greenai.cli import hardware  # noqa: PLC0415

        return hardware.run(options)
    from flake8_greenai.cli import rules  # noqa: PLC0415

    return rules.run(options)


def _fail(message: str) -> int:
    print(f"greenai: {' '.join(message.split())}", file=sys.stderr)
    return 2
