"""Row-level rules, one module a DocType: `query` limits lists, `has_permission` one document."""
