"""Where things are in this repository."""

from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
CACHE = ROOT / ".cache"
VENV = ROOT / ".venv"
FONTS = ROOT / ".fonts"
SITES = ROOT / "sites"
ENGINE = ROOT / "apps" / "benchless"
APP = ROOT / "apps" / "cso_management"
FRONTEND = APP / "frontend"
