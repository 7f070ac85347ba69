"""Bringing sites and apps up: new sites, installing, migrating, fixtures, patches."""
