"""Paper: receipts, letters and sheets as PDF, made from plain rows."""
