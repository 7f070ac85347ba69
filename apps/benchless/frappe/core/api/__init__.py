"""Calls of the core module that clients make by path."""
