"""The command line: `python -m backcare`.

Exit status 0: done. 1: refused, with the reason on standard error. 2: a call that was not understood.
"""

import argparse
import os
import sys
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from zoneinfo import ZoneInfo

from backcare.errors import BackCareError
from backcare.exchange.dialect import WORDS, Decimal, Guess, Separator
from backcare.serving import HOST, serve
from backcare.settings import Settings, machine_zone, read_settings

MOST_YEARS = 20
SEPARATORS: dict[str | None, Separator] = {"comma": ",", "semicolon": ";", "tab": "\t"}
DECIMALS: dict[str | None, Decimal] = {"point": ".", "comma": ","}


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command and return its exit status; a wrong call leaves with SystemExit(2)."""
    args = _parser().parse_args(argv)
    try:
        _run(args)
        sys.stdout.flush()
    except BackCareError as error:
        print(error.reason, error.remedy, sep="\n", file=sys.stderr)
        return 1
    except BrokenPipeError:
        # The reader of a pipe has had enough (`| head`). Python would complain once more when it ends.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 1
    return 0


def _run(args: argparse.Namespace) -> None:
    settings = read_settings(os.environ)
    if args.command == "run":
        serve(settings, args.address, _say)
    elif args.command == "report":
        from backcare.report_command import Wanted, write_report  # noqa: PLC0415 - the others do not wait for the PDF's

        write_report(settings, Wanted(args.pdf, args.first, args.last, args.name, args.notes), _say)
    else:
        _files(settings, args)


def _files(settings: Settings, args: argparse.Namespace) -> None:
    """The commands about the notebook and files."""
    from backcare import commands  # noqa: PLC0415 - `run` and --help do not wait for the database's libraries

    match args.command:
        case "import":
            commands.take_in_files(settings, commands.Files(args.file, args.morning, args.zone, _said(args)), _say)
        case "export":
            commands.export(settings, args.json, args.csv, _say)
        case "demo":
            commands.demo(args.to, args.years, args.seed, _say)
        case "backup":
            commands.backup(settings, _say)
        case "restore" if args.backup is None:
            commands.list_backups(settings, _say)
        case "restore":
            commands.restore(settings, args.backup, _say)
        case "check":
            commands.check(settings, _say)
        case "replay":
            commands.replay_files(
                commands.Files(args.file, args.morning, args.zone, _said(args)), _say, as_json=args.json
            )


def _say(line: str) -> None:
    print(line, flush=True)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="python -m backcare",
        description="A notebook for a person with back spasms, on this machine.",
        epilog="The notebook lies in data/ beside app.py; BACKCARE_DATA_DIR names another folder. "
        "Exit status: 0 done, 1 refused (the reason is on standard error), 2 call not understood.",
    )
    commands = parser.add_subparsers(title="commands", dest="command", required=True, metavar="COMMAND")
    _add_address(commands.add_parser("run", help="open the dashboard in the browser; Ctrl-C closes it"))

    take = commands.add_parser("import", help="take a file in: all of it or nothing; what is known is skipped")
    _add_files(take, "notebook CSV, spreadsheet (xlsx), CSV of your own, or JSON export")

    export = commands.add_parser("export", help="write the notebook to files that are not there yet")
    kind = export.add_mutually_exclusive_group(required=True)
    kind.add_argument("--json", type=Path, metavar="FILE", help="everything, lossless")
    kind.add_argument("--csv", type=Path, metavar="FOLDER", help="notebook.csv and morning.csv")

    demo = commands.add_parser("demo", help="fill a new notebook with made-up data, marked as such")
    demo.add_argument("--years", type=_years, default=2, metavar="N", help="how long a life, 1 to 20 (default: 2)")
    demo.add_argument(
        "--seed", type=int, default=1, metavar="N", help="the same number gives the same life (default: 1)"
    )
    demo.add_argument(
        "--to", type=Path, required=True, metavar="PATH", help="a folder, or a file whose name ends with .db"
    )

    commands.add_parser("backup", help="make a backup of the notebook now, also while the dashboard runs")

    back = commands.add_parser("restore", help="put a backup in the notebook's place, or list the backups")
    back.add_argument("backup", nargs="?", metavar="ID|FILE", help="one of the list, or a notebook's file elsewhere")

    commands.add_parser("check", help="see whether the notebook and its backups are whole")

    _add_report(
        commands.add_parser("report", help="write a sheet for the clinician as PDF: the last 4 weeks, or other days")
    )

    again = commands.add_parser("replay", help="judge a notebook CSV row by row; nothing is stored")
    _add_files(again, "notebook CSV")
    again.add_argument("--json", action="store_true", help="one JSON object a line")
    return parser


def _add_report(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--pdf", type=Path, required=True, metavar="FILE", help="a file that is not there yet")
    parser.add_argument("--from", dest="first", type=_day, metavar="DATE", help="first day, such as 2026-10-27")
    parser.add_argument("--to", dest="last", type=_day, metavar="DATE", help="last day (default: today)")
    parser.add_argument("--name", default="", help="a name to stand on it (default: a line to write it on)")
    parser.add_argument("--notes", action="store_true", help="with the notes")


def _add_address(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--address",
        default=HOST,
        metavar="ADDRESS",
        help="this machine's address in your home network, to open it on a phone too (default: this machine alone)",
    )


def _add_files(parser: argparse.ArgumentParser, kind: str) -> None:
    parser.add_argument("file", type=Path, metavar="FILE", help=kind)
    parser.add_argument("--morning", type=Path, metavar="FILE", help="morning ratings, CSV")
    parser.add_argument(
        "--zone",
        type=_zone,
        default=machine_zone(),
        help="time zone of times without an offset, such as Europe/Berlin (default: this machine's, %(default)s)",
    )

    parser.add_argument(
        "--encoding", choices=WORDS["encoding"], help="how the text is stored, where it is not what the file says"
    )
    parser.add_argument("--separator", choices=SEPARATORS, help="what stands between columns")
    parser.add_argument("--decimal", choices=DECIMALS, help="what stands between points and tenths")
    parser.add_argument("--dates", choices=WORDS["dates"], help="what a date such as 03/04/2025 begins with")


def _said(args: argparse.Namespace) -> Guess:
    return Guess(args.encoding, SEPARATORS.get(args.separator), DECIMALS.get(args.decimal), args.dates)


def _years(text: str) -> int:
    if not text.isdecimal() or not 1 <= int(text) <= MOST_YEARS:
        raise argparse.ArgumentTypeError(f"{text!r} is not a number of years from 1 to {MOST_YEARS}")
    return int(text)


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise argparse.ArgumentTypeError(f"{text!r} is not a day, such as 2026-10-27") from None


def _zone(name: str) -> str:
    try:
        return ZoneInfo(name).key
    except (KeyError, ValueError, OSError):
        raise argparse.ArgumentTypeError(f"{name!r} is not the name of a time zone, such as Europe/Berlin") from None


if __name__ == "__main__":
    sys.exit(main())
