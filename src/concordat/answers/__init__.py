"""Answers to an edition's forms: what was submitted, as it stood then; sections in other hands, and questions."""
