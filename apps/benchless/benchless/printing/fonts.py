"""The fonts of printed papers: complete Chinese Noto faces, and the office names that they stand in for."""

from __future__ import annotations

import hashlib
import os
import tempfile
from collections.abc import Iterable
from pathlib import Path
from xml.sax.saxutils import escape

FACES = ("NotoSerifSC", "NotoSansSC")
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
    return [f"{face}_{weight}.ttf" for face in FACES for weight in WEIGHTS]


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
