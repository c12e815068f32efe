"""Is it a partnership, and how significant is it: what was answered, and each result as it was found, kept for good."""
