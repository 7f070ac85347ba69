"""Running other programs: their output goes to a log, and known ways to fail become one clear sentence."""

import os
import re
import subprocess
from collections.abc import Mapping, Sequence
from pathlib import Path

from tools.paths import CACHE, ROOT
from tools.talk import Stop

NO_SPACE = re.compile(r"No space left|ENOSPC|os error 28|Disk quota exceeded", re.I)
READ_ONLY = re.compile(r"Read-only file system|EROFS|EACCES|Permission denied", re.I)
NO_NETWORK = re.compile(
    r"name resolution|Name or service not known|dns error|ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ETIMEDOUT"
    r"|ECONNRESET|Connection refused|Network is unreachable|ProxyError|NewConnectionError|timed out"
    r"|error sending request"
    r"|No matching distribution|Could not connect|Failed to fetch|certificate",
    re.I,
)
FETCHERS = ("npm", "uv", "pip", "apt-get")
LOG = CACHE / "logs" / "setup.log"


def environment(**extra: str) -> dict[str, str]:
    """The caller's environment without what would make a child import our own tools."""
    kept = {
        k: v
        for k, v in os.environ.items()
        if k not in ("PYTHONPATH", "PYTHONHOME", "PYTHONDONTWRITEBYTECODE")
    }
    return {**kept, **extra}


def run(command: Sequence[str | Path], cwd: Path = ROOT, env: Mapping[str, str] | None = None) -> str:
    """Run to the end and return what it printed; its failure is a Stop."""
    LOG.parent.mkdir(parents=True, exist_ok=True)
    words = [str(word) for word in command]
    done = subprocess.run(
        words,
        cwd=cwd,
        env=env or environment(),
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        errors="replace",
    )
    with LOG.open("a", encoding="utf-8") as log:
        log.write(f"$ {' '.join(words)}\n{done.stdout}{done.stderr}\n")
    if done.returncode:
        raise explained(words, done.stdout + done.stderr)
    return done.stdout


def explained(words: Sequence[str], output: str) -> Stop:
    """The sentence for a program that failed."""
    if NO_SPACE.search(output):
        return full_disk()
    fetching = [tool for tool in FETCHERS if tool in {Path(word).name for word in words[:3]}]
    if fetching and NO_NETWORK.search(output):
        return no_network(fetching[0])
    if READ_ONLY.search(output):
        return read_only()
    last = next((line.strip() for line in reversed(output.splitlines()) if line.strip()), "")
    told = words[words.index("--sites") + 2 :] if "--sites" in words else words
    name = " ".join([Path(word).name for word in told if not word.startswith("-")][:3])
    return Stop(
        f"“{name}”失败：{last}（全部输出见 {LOG}）", f"“{name}” failed: {last} (whole output in {LOG})"
    )


def full_disk() -> Stop:
    return Stop(
        "磁盘空间不足：首次安装约需 2 GB，请清理后重试。",
        "The disk is full: the first start needs about 2 GB. Free some and try again.",
    )


def read_only() -> Stop:
    return Stop(
        f"不能写入文件夹 {ROOT}：请换一个可写的位置，或修改权限。",
        f"The folder {ROOT} cannot be written: move it, or change its permissions.",
    )


def no_network(tool: str) -> Stop:
    kind = "npm（npm config set registry 地址）" if "npm" in tool else "PyPI（PIP_INDEX_URL=地址）"
    variable = "npm config set registry URL" if "npm" in tool else "PIP_INDEX_URL=URL"
    return Stop(
        f"连不上软件包源：请检查网络或代理，或指定可用的镜像 {kind}。详情见 {LOG}",
        f"The package index cannot be reached: check network and proxy, or name a mirror ({variable}). "
        f"Details in {LOG}",
    )
