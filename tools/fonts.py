"""Complete Chinese fonts for prints. Free ones from the npm registry; a site may add its licensed ones."""

import base64
import hashlib
import tarfile
import tempfile
from pathlib import Path

from tools import node
from tools.commands import run
from tools.environment import PYTHON
from tools.paths import FONTS
from tools.talk import Stop, step, warn

VERSION = "0.4.3"
PACKAGES = {
    "noto-serif-sc": (
        "fSmUpiSFtSeyHV45/2xUOy5SdfExklQwwMKN3cQjAZAujITHDmSbpMHCVdCMhRqMjQtu0ZRgc29u8A+CU3akfw=="
    ),
    "noto-sans-sc": (
        "9rAwdFTFHbO/u6Cs0gj2jZbW74TGIiaFNQnXYH2s5wA1bzVkwbaviL4t8YUV642eGYjg86eH6DkAEQmfNHDncQ=="
    ),
}
WEIGHTS = ("400Regular", "700Bold")


def missing() -> list[str]:
    return [
        package for package in PACKAGES if any(not _target(package, weight).exists() for weight in WEIGHTS)
    ]


def ensure() -> None:
    """Fetch what is missing; without it prints use the fonts of the system."""
    wanted = missing()
    if wanted:
        node.folder()
    for package in wanted:
        try:
            with step("下载字体", f"fetching font {package}"):
                _fetch(package)
        except Stop as stop:
            warn(
                "没有取得打印字体，打印时改用系统字体。",
                f"No print font; prints use the fonts of the system. ({stop.english})",
            )


def _target(package: str, weight: str) -> Path:
    family = "".join(word if word == "sc" else word.title() for word in package.split("-")).replace(
        "sc", "SC"
    )
    return FONTS / f"{family}_{weight}.ttf"


def _fetch(package: str) -> None:
    FONTS.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory(dir=FONTS) as scratch:
        node.npm("pack", "--silent", f"@expo-google-fonts/{package}@{VERSION}", cwd=Path(scratch))
        archive = next(Path(scratch).glob("*.tgz"))
        _check(archive, PACKAGES[package])
        with tarfile.open(archive) as members:
            _keep(package, members)


def _check(archive: Path, wanted: str) -> None:
    if base64.b64encode(hashlib.sha512(archive.read_bytes()).digest()).decode() != wanted:
        raise Stop("字体包与预期不符，未采用。", "The font package is not the expected one; it was not used.")


def _keep(package: str, members: tarfile.TarFile) -> None:
    for member in members:
        target = next(
            (_target(package, w) for w in WEIGHTS if Path(member.name).name == _target(package, w).name), None
        )
        content = members.extractfile(member) if target else None
        if target and content:
            part = target.with_suffix(".part")
            part.write_bytes(content.read())
            run([PYTHON, "-m", "tools.radicals", part])
            part.rename(target)
