"""Texts in the languages of the people: catalogues of the apps, and what administrators wrote."""

from ..context import set_language_rule
from ..translations import set_lookup
from .catalogue import dictionary, languages, parent_language, translate
from .choice import language_for

__all__ = ["dictionary", "language_for", "languages", "parent_language", "translate"]

set_lookup(translate)
set_language_rule(language_for)
