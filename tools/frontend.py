"""The front end: its packages and its build, made again only when a source changed."""

from tools import node, stamps
from tools.paths import APP, FRONTEND, ROOT
from tools.talk import step

BUILT = APP / "cso_management" / "public" / "frontend"
NOT_SOURCES = ("dist", "test-results", "coverage")


def ensure() -> None:
    if not (FRONTEND / "package.json").exists():
        return
    sources = stamps.digest([str(ROOT), *stamps.files(FRONTEND, skipped=NOT_SOURCES)])
    if stamps.fresh("frontend", sources) and BUILT.is_dir():
        return
    node.folder()
    packages()
    with step("构建前端", "building the front end"):
        node.npm("run", "build", cwd=FRONTEND)
    stamps.mark("frontend", sources)


def packages() -> None:
    """node_modules as the lock says."""
    wanted = stamps.digest([str(ROOT), FRONTEND / "package.json", FRONTEND / "package-lock.json"])
    if stamps.fresh("node_modules", wanted) and (FRONTEND / "node_modules").is_dir():
        return
    with step("安装前端软件包", "installing front-end packages"):
        node.npm("ci", "--no-audit", "--no-fund", "--loglevel=error", cwd=FRONTEND)
    stamps.mark("node_modules", wanted)
