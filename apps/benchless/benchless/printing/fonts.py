"""The fonts of printed papers: complete Chinese Noto faces, and the office names that they stand in for."""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
import sys
import tarfile
import tempfile
from collections.abc import Callable, Iterable
from pathlib import Path
from xml.sax.saxutils import escape

PACKAGES = {"noto-serif-sc": "NotoSerifSC", "noto-sans-sc": "NotoSansSC"}
WEIGHTS = ("400Regular", "700Bold")
SERIF, SANS = "Noto Serif SC", "Noto Sans SC"
SYSTEM_FOLDERS = ("/usr/share/fonts", "/usr/local/share/fonts", "~/.local/share/fonts", "~/.fonts")
STAND_INS = {
    SERIF: (
        "宋体",
        "SimSun",
        "NSimSun",
        "新宋体",
        "华文宋体",
        "STSong",
        "Songti SC",
        "仿宋",
        "仿宋_GB2312",
        "FangSong",
        "FangSong_GB2312",
        "华文仿宋",
        "STFangsong",
        "楷体",
        "楷体_GB2312",
        "KaiTi",
        "KaiTi_GB2312",
        "华文楷体",
        "STKaiti",
        "小标宋",
        "方正小标宋简体",
        "方正小标宋_GBK",
        "FZXiaoBiaoSong-B05S",
        "华文中宋",
        "STZhongsong",
        "Times New Roman",
        "serif",
    ),
    SANS: (
        "黑体",
        "SimHei",
        "华文黑体",
        "STHeiti",
        "微软雅黑",
        "Microsoft YaHei",
        "等线",
        "DengXian",
        "PingFang SC",
        "Arial",
        "Helvetica",
        "Helvetica Neue",
        "Inter",
        "system-ui",
        "ui-sans-serif",
        "monospace",
        "sans-serif",
    ),
}
SECOND_CHOICE = {SERIF: "Noto Serif CJK SC", SANS: "Noto Sans CJK SC"}


def folder() -> Path | None:
    """Where the fonts are: $CSO_FONTS, else `.fonts` at the root of the repository, or None."""
    named = os.environ.get("CSO_FONTS")
    candidates = (
        [Path(named)] if named else [parent / ".fonts" for parent in Path(__file__).resolve().parents]
    )
    return next((place for place in candidates if is_complete(place)), None)


def files() -> list[str]:
    """Names of the four faces that are kept."""
    return [f"{face}_{weight}.ttf" for face in PACKAGES.values() for weight in WEIGHTS]


def is_complete(place: Path) -> bool:
    return all((place / name).is_file() for name in files())


def configuration(extra: Iterable[Path] = ()) -> Path:
    """A private fontconfig file over our fonts, those of the site, and the system's when ours are missing."""
    own = folder()
    folders = [place for place in (*extra, own) if place is not None and place.is_dir()]
    if own is None:
        folders += [Path(name).expanduser() for name in SYSTEM_FOLDERS]
    text = _configuration_text(folders)
    mark = hashlib.sha256(text.encode()).hexdigest()[:16]
    home = Path(tempfile.gettempdir()) / f"benchless-fonts-{os.getuid()}"
    home.mkdir(mode=0o700, exist_ok=True)
    if home.stat().st_uid != os.getuid():
        home = Path(tempfile.mkdtemp(prefix="benchless-fonts-"))
    place = home / f"{mark}.conf"
    if not place.exists():
        scratch = place.with_suffix(f".{os.getpid()}")
        scratch.write_text(text.replace("@CACHE@", escape(str(home / "cache"))), "utf-8")
        scratch.replace(place)
    return place


def _configuration_text(folders: Iterable[Path]) -> str:
    lines = ['<?xml version="1.0"?>', "<fontconfig>"]
    lines += [f"<dir>{escape(str(place))}</dir>" for place in folders]
    lines.append("<cachedir>@CACHE@</cachedir>")
    for family, names in STAND_INS.items():
        for name in names:
            lines.append(_alias(name, (family, SECOND_CHOICE[family])))
    return "\n".join([*lines, "</fontconfig>", ""])


def _alias(name: str, families: Iterable[str]) -> str:
    accepted = "".join(f"<family>{escape(family)}</family>" for family in families)
    return f'<alias binding="same"><family>{escape(name)}</family><accept>{accepted}</accept></alias>'


def fetch(place: Path, npm: str | None = None, say: Callable[[str], object] = print) -> None:
    """Bring the faces from the npm registry that this machine uses. Nothing happens when they are there."""
    if is_complete(place):
        return
    place.mkdir(parents=True, exist_ok=True)
    npm = npm or shutil.which("npm") or str(Path(sys.executable).with_name("npm"))
    with tempfile.TemporaryDirectory() as scratch:
        for package, face in PACKAGES.items():
            say(f"fonts: fetching {package}")
            command = [npm, "pack", "--silent", f"@expo-google-fonts/{package}"]
            done = subprocess.run(command, cwd=scratch, check=True, capture_output=True, text=True)
            _unpack(Path(scratch) / done.stdout.strip().splitlines()[-1], face, place)


def _unpack(archive: Path, face: str, place: Path) -> None:
    """Keep the two weights of a face, and its licence."""
    with tarfile.open(archive) as packed:
        for weight in WEIGHTS:
            name = f"{face}_{weight}.ttf"
            _extract(packed, f"package/{weight}/{name}", place / name)
        _extract(packed, "package/LICENSE_FONT", place / f"{face}.LICENSE")


def _extract(packed: tarfile.TarFile, member: str, target: Path) -> None:
    source = packed.extractfile(member)
    if source is None:
        raise FileNotFoundError(member)
    scratch = target.with_suffix(".part")
    with source, scratch.open("wb") as out:
        shutil.copyfileobj(source, out)
    scratch.replace(target)


def main() -> None:
    """`python -m benchless.printing.fonts [folder]`"""
    fetch(Path(sys.argv[1] if len(sys.argv) > 1 else ".fonts"))


if __name__ == "__main__":
    main()
