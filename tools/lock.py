"""The lock files: which package, which version, which hashes."""

from pathlib import Path

from tools.paths import ROOT

RUN = ROOT / "requirements.lock"
TEST = ROOT / "requirements-test.lock"


def block(path: Path, *names: str) -> str:
    """The lines of the named packages alone."""
    kept, keep = [], False
    for line in path.read_text(encoding="utf-8").splitlines():
        if not line.startswith((" ", "#")):
            keep = line.partition("==")[0] in names
        if keep:
            kept.append(line)
    return "\n".join(kept) + "\n"
