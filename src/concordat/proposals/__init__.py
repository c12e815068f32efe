"""Proposing a partnership, and the whole way from there into the register."""
