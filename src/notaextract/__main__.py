"""`python -m notaextract`."""

from notaextract.cli.app import main

main()
