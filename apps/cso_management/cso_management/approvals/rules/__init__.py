"""Pure rules of approvals: nothing here imports frappe."""
