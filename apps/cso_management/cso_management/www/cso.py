"""The page of the single-page app. `cso.html` is built by the front end."""

from typing import Any

from cso_management.api import boot

no_cache = 1


def get_context(context: Any) -> Any:
	context.no_cache = 1
	context.boot = boot.values()
	return context
