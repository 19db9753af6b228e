"""The auditor's tests: what DOMAIN.md 5 says inspectors find in lists like ours, asked before they do."""
