"""Every known way to fail becomes one clear sentence, in both languages."""

import os
import shutil
import socket
import subprocess
from pathlib import Path

import pytest

from tools import commands, ports
from tools.paths import ROOT
from tools.talk import Stop


@pytest.mark.parametrize(
    ("words", "output", "english"),
    [
        (["pip", "install"], "OSError: [Errno 28] No space left on device", "disk is full"),
        (["python", "-m", "pip"], "Temporary failure in name resolution", "package index cannot be reached"),
        (
            ["uv", "pip"],
            "error sending request for url: Connection refused",
            "package index cannot be reached",
        ),
        (["npm", "ci"], "npm error code ENOTFOUND", "npm config set registry"),
        (["npm", "ci"], "EROFS: read-only file system", "cannot be written"),
        (
            ["python", "-m", "benchless.cli"],
            "ValueError: a certificate is missing",
            "a certificate is missing",
        ),
    ],
)
def test_what_a_program_printed_is_explained(words: list[str], output: str, english: str) -> None:
    stop = commands.explained(words, output)
    assert english in stop.english
    assert any("一" <= letter <= "鿿" for letter in stop.chinese)


def test_a_taken_port_is_named() -> None:
    with socket.socket() as holder:
        holder.bind(("127.0.0.1", 0))
        holder.listen()
        port = holder.getsockname()[1]
        with pytest.raises(Stop, match=str(port)):
            ports.check("127.0.0.1", port)


def run(python: str, folder: Path) -> subprocess.CompletedProcess[str]:
    """`./cso start` on a machine that has only this `python3`."""
    folder.mkdir()
    for name in ("sh", "dirname", "readlink", "head"):
        (folder / name).symlink_to(str(shutil.which(name)))
    if python:
        (folder / "python3").write_text(f"#!/bin/sh\n{python}\n")
        (folder / "python3").chmod(0o755)
    script = folder / "cso"
    script.write_text((ROOT / "cso").read_text().replace(" /usr/bin/python3;", ";"))
    return subprocess.run(
        ["sh", script, "start"],
        capture_output=True,
        text=True,
        env={"PATH": str(folder), "LANG": os.environ.get("LANG", "")},
    )


@pytest.mark.parametrize(
    ("python", "sentence"),
    [
        ("", "No Python was found"),
        ('[ "$1" = -V ] && echo Python 3.8.18 && exit 0; exit 1', "too old (found: Python 3.8.18)"),
        ('case "$*" in *venv*) exit 1;; esac; exit 0', "has no venv module"),
    ],
)
def test_a_machine_without_the_right_python(tmp_path: Path, python: str, sentence: str) -> None:
    done = run(python, tmp_path / "bin")
    assert done.returncode == 1
    assert sentence in done.stderr
    assert "Python" in done.stderr.splitlines()[1]
    assert len(done.stderr.strip().splitlines()) == 2
