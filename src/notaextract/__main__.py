"""`python -m notaextract`."""

from notaextract.cli.app import command

command()
