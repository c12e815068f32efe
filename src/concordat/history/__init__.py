"""The append-only record: acts, the chain of events, and what guards it."""
