"""The one engine that moves documents with a published route. The rules are in `approvals.rules`."""
