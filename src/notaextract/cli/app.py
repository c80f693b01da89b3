"""The command line: names, options and help. Bodies import what they need.

Nothing heavy is imported here: `notaextract --help` must answer at once.
"""

import gc
import os
import sys
from typing import Annotated

import typer

from notaextract._version import __version__
from notaextract.cli import archives, messages
from notaextract.cli.options import (
    AsFormat,
    Country,
    Data,
    Date,
    Encoding,
    Format,
    From,
    Lang,
    MaxSize,
    Model,
    NoNer,
    Only,
    Quiet,
    Size,
    Verbose,
)

_HELP = {"help_option_names": ["-h", "--help"]}
app = typer.Typer(
    name="notaextract",
    help="Facts from Spanish press releases, each with its place in the text.",
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    no_args_is_help=True,
    context_settings=_HELP,
)
model_app = typer.Typer(
    help="Named-entity models besides the embedded one.", rich_markup_mode=None, no_args_is_help=True
)
data_app = typer.Typer(help="Tables of words and names.", rich_markup_mode=None, no_args_is_help=True)
app.add_typer(model_app, name="model")
app.add_typer(data_app, name="data")


def _version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"notaextract {__version__}")
        raise typer.Exit


@app.callback()
def top(
    version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Show the version.")
    ] = False,
) -> None:
    """Facts from Spanish press releases, each with its place in the text."""


@app.command()
def parse(
    files: Annotated[
        list[str], typer.Argument(metavar="FILE…", help="Text, HTML, PDF, Word, e-mail; - is standard input.")
    ],
    format: Annotated[Format | None, typer.Option("--format", "-f", help="Default: table.")] = None,
    json: Annotated[bool, typer.Option("--json", help="Short for --format json.")] = False,
    output: Annotated[
        str | None, typer.Option("--output", "-o", metavar="FILE", help="Write here, whole or not at all.")
    ] = None,
    from_: Annotated[
        From, typer.Option("--from", help='jsonl: lines of {"id","text","date","country"}.')
    ] = From.text,
    only: Only = None,
    date: Date = None,
    country: Country = None,
    model: Model = None,
    no_ner: NoNer = False,
    input_format: AsFormat = None,
    encoding: Encoding = None,
    max_size: MaxSize = 20,
    with_text: Annotated[
        bool, typer.Option("--with-text", help="Put the text that offsets count in into the JSON.")
    ] = False,
    data: Data = None,
    no_color: Annotated[bool, typer.Option("--no-color", help="No colour; NO_COLOR does the same.")] = False,
    lang: Lang = None,
    quiet: Quiet = False,
    verbose: Verbose = False,
) -> int:
    """Show the facts of releases as tables, JSON, CSV or a page to read."""
    from notaextract.cli.parse import Parse, run

    messages.set_level(quiet=quiet, verbose=verbose)
    if json and format not in (None, Format.json):
        raise typer.BadParameter("--json and --format say different things")
    if with_text and not json and format not in (Format.json, Format.jsonl):
        raise typer.BadParameter("--with-text goes with --format json or jsonl")
    if input_format and from_ is From.jsonl:
        raise typer.BadParameter("--input-format is of files, not of --from jsonl")
    return run(
        Parse(
            files=files,
            format="json" if json else (format or Format.table).value,
            output=output,
            records=from_ is From.jsonl,
            only=only,
            date=date,
            country=country,
            model=model,
            ner=not no_ner,
            encoding=encoding,
            input_format=input_format.value if input_format else None,
            max_size=max_size,
            with_text=with_text,
            data=data or [],
            color=not no_color,
            language=lang.value if lang else None,
        )
    )


app.registered_commands += archives.commands.registered_commands


@app.command()
def explain(
    file: Annotated[
        str, typer.Argument(metavar="FILE", help="Text, HTML, PDF, Word, e-mail; - is standard input.")
    ],
    at: Annotated[
        int | None, typer.Option("--at", metavar="OFFSET", help="Only facts over this offset.")
    ] = None,
    only: Only = None,
    date: Date = None,
    country: Country = None,
    model: Model = None,
    no_ner: NoNer = False,
    input_format: AsFormat = None,
    encoding: Encoding = None,
    data: Data = None,
    lang: Lang = None,  # noqa: ARG001
    quiet: Quiet = False,
    verbose: Verbose = False,
) -> int:
    """Say for each fact which rule, table row or model found it."""
    from notaextract.cli.explain import run
    from notaextract.cli.parse import Parse

    messages.set_level(quiet=quiet, verbose=verbose)
    return run(
        Parse(
            files=[file],
            only=only,
            date=date,
            country=country,
            model=model,
            ner=not no_ner,
            encoding=encoding,
            input_format=input_format.value if input_format else None,
            data=data or [],
        ),
        at,
    )


@app.command()
def schema() -> int:
    """Print the JSON Schema (2020-12) of a document."""
    from notaextract.cli.parse import print_schema

    return print_schema()


@app.command()
def doctor(model: Model = None, lang: Lang = None) -> int:  # noqa: ARG001
    """Say what is installed, which models would be used and why, and what is missing."""
    from notaextract.cli.models import doctor

    return doctor(model)


@model_app.command("install")
def model_install(
    size: Annotated[Size, typer.Option("--size", help="Size of spaCy's Spanish model.")] = Size.md,
    lang: Lang = None,  # noqa: ARG001
) -> int:
    """Install one of spaCy's Spanish models as a second voter."""
    from notaextract.cli.models import install

    return install(size.value)


@data_app.command("check")
def data_check(
    folder: Annotated[str, typer.Argument(metavar="DIR", help="A folder of tables, as for --data.")],
    lang: Lang = None,  # noqa: ARG001
) -> int:
    """Check a folder of tables; say FILE:LINE for what is wrong."""
    from notaextract.cli.tables import check

    return check(folder)


def _build_only(name: str) -> None:
    """Leave out the other commands: Typer looks at the options of all before it runs one."""
    asked = [each for each in app.registered_commands if each.callback and each.callback.__name__ == name]
    if asked:
        app.registered_commands, app.registered_groups = asked, []


def _run() -> int:
    if "_NOTAEXTRACT_COMPLETE" not in os.environ:
        _build_only(sys.argv[1] if len(sys.argv) > 1 else "")
    try:
        code: int = app(prog_name="notaextract", standalone_mode=False) or messages.OK
        if code == messages.INTERRUPTED:  # Typer has taken the interrupt and says nothing
            raise KeyboardInterrupt
        return code
    except typer.Abort:
        raise KeyboardInterrupt from None
    except Exception as problem:
        # Typer carries its own copy of Click from 0.26 on: its usage errors are known by what they can do.
        told = getattr(problem, "format_message", None)
        if told is None:
            raise
        context = getattr(problem, "ctx", None)
        command = context.command_path if context is not None else "notaextract"
        if told():
            messages.error(f"{told()} (see {command} --help)")
        return int(getattr(problem, "exit_code", messages.USAGE))


def command() -> None:
    """Entry point of the `notaextract` command: the process ends with it."""
    # Tables and patterns are built once and stay: collecting while they grow costs a fifth of a short run.
    gc.disable()
    messages.leave(messages.guarded(_run))


def main() -> None:
    """The command inside another program; raises SystemExit."""
    sys.exit(messages.guarded(_run))
