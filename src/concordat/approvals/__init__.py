"""Approvals: the business under way, what those who approve it are shown, and what each of them did."""
