"""A bare site in this process, as for the tests of the engine."""

from tests.benchless.conftest import session, site, site_template

__all__ = ["session", "site", "site_template"]
