"""What may be done to a gazette and its issues: one class a verb (check, change, log)."""
