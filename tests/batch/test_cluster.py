"""The dask engine, fsspec URLs, and partitions of records."""

from __future__ import annotations

import json
import os
import shutil
import signal
import subprocess
import sys
import warnings
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from archives import batch, content

from generate_releases import releases, write
from notaextract.errors import NotaextractError
from notaextract.run.batch.inputs import Inputs, groups
from notaextract.run.batch.options import Options, fingerprint
from notaextract.run.batch.partition import COLUMNS, extract_partition

pytest.importorskip("distributed")


def test_a_local_cluster_gives_the_same(few: Path) -> None:
    assert batch(few, "in", "-j", "1", "-o", "one.sqlite").code == 0
    ran = batch(few, "in", "--engine", "dask", "-j", "2", "-o", "two.sqlite")
    assert ran.code == 0, ran.err
    assert content(few / "one.sqlite") == content(few / "two.sqlite")
    assert "12 unchanged" in batch(few, "in", "--engine", "dask", "-j", "1", "-o", "two.sqlite").err
    # Workers write the parts; inputs and output are URLs.
    uri = few.as_uri()
    ran = batch(few, f"{uri}/in", "--engine", "dask", "-j", "1", "-o", f"{uri}/parts.parquet")
    assert ran.code == 0, ran.err
    found = [json.loads(line) for line in content(few / "parts.parquet")]
    wanted = [json.loads(line) for line in content(few / "one.sqlite")]
    assert [len(facts) for _, (_, facts) in found] == [len(facts) for _, (_, facts) in wanted]
    ran = batch(few, f"{uri}/in", "-j", "1", "-o", f"{uri}/parts.parquet")
    assert "12 unchanged" in ran.err, ran.err


@pytest.fixture
def cluster() -> Iterator[Any]:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        from distributed import Client, LocalCluster

        with (
            LocalCluster(n_workers=2, threads_per_worker=1, dashboard_address=None, silence_logs=50) as made,
            Client(made, set_as_default=False) as client,
        ):
            yield client


def test_a_worker_killed_in_mid_run_loses_nothing(tmp_path: Path, cluster: Any) -> None:
    from notaextract.run.batch.cluster import DaskEngine

    write(tmp_path / "in", 200)
    options = Options(ner=False, shape="jsonl")
    engine = DaskEngine(options, fingerprint(options), None, 2, client=cluster)
    found: list[str] = []
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        for at, results in enumerate(engine.results(groups(Inputs([str(tmp_path / "in")])))):
            found += [result.id for result in results if result.status == "ok"]
            if at == 2:
                os.kill(min(cluster.run(os.getpid).values()), signal.SIGKILL)
    assert found == sorted(found)
    assert len(found) == len(set(found)) == 200


def test_workers_with_another_engine_are_refused(cluster: Any) -> None:
    from notaextract.run.batch.cluster import DaskEngine

    with pytest.raises(NotaextractError, match="a worker runs another engine"):
        DaskEngine(Options(ner=False), "0" * 32, None, 2, client=cluster)


def test_a_document_that_takes_too_long(
    tmp_path: Path, cluster: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    from notaextract.run.batch import cluster as engines

    monkeypatch.setattr(engines, "_GRACE", 1.0)  # the queue is empty
    write(tmp_path / "in", 3)
    slow = tmp_path / "in" / "000" / "000002.txt"
    slow.write_text(slow.read_text("utf-8") * 3_000, "utf-8")
    options = Options(ner=False, shape="jsonl", timeout=0.5)
    engine = engines.DaskEngine(options, fingerprint(options), None, 2, client=cluster)
    items = list(Inputs([str(tmp_path / "in")]))
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        (found,) = engine.results(iter([items]))
    assert [(result.status, result.kind) for result in found] == [("ok", ""), ("bad", "timeout"), ("ok", "")]
    assert found[1].message == "took longer than 0.5 s"


def test_no_scheduler_there(few: Path) -> None:
    ran = batch(few, "in", "--scheduler", "tcp://127.0.0.1:1", "-o", "a.sqlite")
    assert (ran.code, "--engine dask" in ran.err) == (2, True)


def test_memory_urls() -> None:
    import fsspec

    from notaextract.output.parquet import ParquetArchive
    from notaextract.run.batch.run import Policy, run
    from notaextract.run.batch.work import Item, Reader, Result

    fs = fsspec.filesystem("memory")
    for name, text in releases(20):
        fs.pipe_file(f"/in/{name}", text.encode())
    options = Options(ner=False)
    reader = Reader(options)

    class Here:
        def results(self, found: Iterator[list[Item]]) -> Iterator[list[Result]]:
            return map(reader.read, found)

    for attempt in range(2):
        archive = ParquetArchive("memory://out.parquet")
        counts = run(Inputs(["memory://in"]), Here(), archive, reader.fingerprint, Policy())
        assert (counts.documents, counts.skipped) == ((20, 0), (0, 20))[attempt]
        assert sum(len(table) for table in archive.tables("documents")) == 20
        archive.close()
    fs.rm("/in", recursive=True)
    fs.rm("/out.parquet", recursive=True)


def test_partitions_of_records() -> None:
    records = [{"id": name, "text": text} for name, text in releases(20)]
    records[3] = {"id": "bad", "text": None}
    found = list(extract_partition(records, ner=False))
    assert [row["id"] for row in found] == [record["id"] for record in records]
    assert all(tuple(row) == COLUMNS for row in found)
    assert json.loads(found[0]["document"])["facts"]
    assert (found[3]["state"], found[3]["document"]) == ("error", None)
    assert found[3]["problem"] == 'has no "text" that is a string (unreadable)'


@pytest.mark.parametrize(("name", "package"), [("Spark", "pyspark"), ("Ray Data", "ray.data")])
def test_the_examples_of_the_page(tmp_path: Path, name: str, package: str) -> None:
    pytest.importorskip(package, reason=f"{package} is not installed")
    if name == "Spark" and shutil.which("java") is None:
        pytest.skip("Spark needs Java")
    page = Path(__file__).resolve().parents[2] / "docs" / "batch.md"
    code = page.read_text("utf-8").split(f"```python\n# {name}\n", 1)[1].split("```", 1)[0]
    (tmp_path / "in.jsonl").write_text(
        "".join(json.dumps({"id": id, "text": text}) + "\n" for id, text in releases(20)), "utf-8"
    )
    (tmp_path / "example.py").write_text(code, "utf-8")
    done = subprocess.run([sys.executable, "example.py"], cwd=tmp_path, capture_output=True, check=False)
    assert done.returncode == 0, done.stderr.decode()
    assert done.stdout.split()[-1] == b"20"
