"""The commands over many releases: batch, query, stats, report, diff.

`app` takes them over; they stand apart because every option is spelt out.
"""

from typing import Annotated

import typer

from notaextract.cli import messages
from notaextract.cli.options import (
    Archive,
    AsFormat,
    Country,
    Data,
    Date,
    Encoding,
    Engine,
    Lang,
    MaxSize,
    Model,
    NoNer,
    Only,
    Quiet,
    Verbose,
)

commands = typer.Typer()


@commands.command()
def batch(
    inputs: Annotated[
        list[str] | None,
        typer.Argument(metavar="INPUT…", help="Folders, globs, files, .jsonl of records, fsspec URLs."),
    ] = None,
    output: Annotated[
        str | None,
        typer.Option(
            "--output",
            "-o",
            metavar="OUT",
            help=".sqlite, .jsonl, .csv, .parquet or .duckdb. Default: facts.sqlite beside the first input.",
        ),
    ] = None,
    format: Annotated[Archive | None, typer.Option("--format", "-f", help="Over OUT's extension.")] = None,
    files_from: Annotated[
        str | None,
        typer.Option("--files-from", metavar="LIST", help="Names, one a line; - is standard input."),
    ] = None,
    null: Annotated[
        bool, typer.Option("--null", "-0", help="Names in LIST end with NUL (find -print0).")
    ] = False,
    glob: Annotated[
        list[str] | None,
        typer.Option("--glob", metavar="PATTERN", help="Only such files of folders; repeatable."),
    ] = None,
    exclude: Annotated[
        list[str] | None,
        typer.Option("--exclude", metavar="PATTERN", help="No such files or folders; repeatable."),
    ] = None,
    jobs: Annotated[str, typer.Option("--jobs", "-j", metavar="N|auto", help="Worker processes.")] = "auto",
    force: Annotated[bool, typer.Option("--force", help="Read unchanged documents again.")] = False,
    prune: Annotated[
        bool, typer.Option("--prune", help="Forget documents that are no inputs any more.")
    ] = False,
    timeout: Annotated[
        float, typer.Option("--timeout", metavar="SECONDS", min=0.1, help="For one document.")
    ] = 60.0,
    fail_fast: Annotated[bool, typer.Option("--fail-fast", help="Stop at the first error.")] = False,
    max_errors: Annotated[
        int | None, typer.Option("--max-errors", metavar="N", min=1, help="Stop at the Nth error.")
    ] = None,
    engine: Annotated[
        Engine, typer.Option("--engine", help="dask: a cluster, with the extra [dask].")
    ] = Engine.local,
    scheduler: Annotated[
        str | None,
        typer.Option(
            "--scheduler", metavar="tcp://HOST:PORT", help="Of the cluster. Default: one on this machine."
        ),
    ] = None,
    progress: Annotated[
        bool | None, typer.Option("--progress/--no-progress", help="How far it is, on standard error.")
    ] = None,
    log: Annotated[str | None, typer.Option("--log", metavar="FILE", help="Append JSON lines.")] = None,
    only: Only = None,
    date: Date = None,
    country: Country = None,
    model: Model = None,
    no_ner: NoNer = False,
    input_format: AsFormat = None,
    encoding: Encoding = None,
    max_size: MaxSize = 20,
    with_text: Annotated[
        bool, typer.Option("--with-text", help="Put the text into each line of .jsonl.")
    ] = False,
    data: Data = None,
    lang: Lang = None,  # noqa: ARG001
    quiet: Quiet = False,
    verbose: Verbose = False,
) -> int:
    """Read many releases into one archive; run again, it goes on where it was."""
    from notaextract.cli.batch import Batch, run

    messages.set_level(quiet=quiet, verbose=verbose)
    return run(
        Batch(
            inputs=inputs or [],
            output=output,
            format=format.value if format else None,
            files_from=files_from,
            null=null,
            globs=glob or [],
            excluded=exclude or [],
            only=only,
            date=date,
            country=country,
            model=model,
            ner=not no_ner,
            encoding=encoding,
            input_format=input_format.value if input_format else None,
            max_size=max_size,
            timeout=timeout,
            with_text=with_text,
            data=data or [],
            jobs=jobs,
            engine=engine.value,
            scheduler=scheduler,
            force=force,
            prune=prune,
            fail_fast=fail_fast,
            max_errors=max_errors,
            progress=progress,
            log=log,
        )
    )


@commands.command()
def query(
    archive: Annotated[str, typer.Argument(metavar="OUT", help="What batch has written.")],
    sql: Annotated[str, typer.Argument(metavar="SQL", help="One statement that reads.")],
    json: Annotated[bool, typer.Option("--json", help="A JSON array of objects.")] = False,
    lang: Lang = None,  # noqa: ARG001
) -> int:
    """Ask an archive in SQL; nothing can be changed."""
    from notaextract.cli.query import query

    return query(archive, sql, as_json=json)


@commands.command()
def stats(
    archive: Annotated[str, typer.Argument(metavar="OUT", help="What batch has written.")],
    json: Annotated[bool, typer.Option("--json", help="A JSON object.")] = False,
    lang: Lang = None,  # noqa: ARG001
) -> int:
    """Count what an archive holds: types, countries, organisations, months, errors."""
    from notaextract.cli.query import stats

    return stats(archive, as_json=json)


@commands.command()
def report(
    inputs: Annotated[
        list[str],
        typer.Argument(metavar="INPUT…", help="Outputs (.sqlite, .jsonl, .json), or releases and folders."),
    ],
    output: Annotated[
        str, typer.Option("--output", "-o", metavar="FILE", help="The page; - is standard output.")
    ] = "report.html",
    lang: Lang = None,  # noqa: ARG001
    only: Only = None,
    date: Date = None,
    country: Country = None,
    model: Model = None,
    no_ner: NoNer = False,
    input_format: AsFormat = None,
    encoding: Encoding = None,
    max_size: MaxSize = 20,
    data: Data = None,
    quiet: Quiet = False,
    verbose: Verbose = False,
) -> int:
    """Make one HTML page to look at: overview, tables, and each release with its facts marked."""
    from notaextract.cli.parse import Parse
    from notaextract.cli.report import run

    messages.set_level(quiet=quiet, verbose=verbose)
    return run(
        inputs,
        Parse(
            files=[],
            output=output,
            only=only,
            date=date,
            country=country,
            model=model,
            ner=not no_ner,
            encoding=encoding,
            input_format=input_format.value if input_format else None,
            max_size=max_size,
            data=data or [],
        ),
    )


@commands.command()
def diff(
    before: Annotated[str, typer.Argument(metavar="A", help="An output: .json, .jsonl, .sqlite.")],
    after: Annotated[str, typer.Argument(metavar="B", help="Another, of the same releases.")],
    json: Annotated[bool, typer.Option("--json", help="JSON lines, one a difference.")] = False,
    exit_code: Annotated[
        bool, typer.Option("--exit-code", help="Exit with 1 where anything differs.")
    ] = False,
    lang: Lang = None,  # noqa: ARG001
) -> int:
    """Show facts gained (+), lost (-) and changed (~) between two outputs."""
    from notaextract.cli.diff import run

    return run(before, after, as_json=json, exit_code=exit_code)
