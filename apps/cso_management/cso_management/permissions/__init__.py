"""Every row-level rule of the app, one module a DocType: `query` limits lists, `has_permission` one document."""
