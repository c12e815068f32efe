"""The rule core: a council's protocol as data, read against facts.

Pure: no framework, no clock, no network. The day is always an argument.
"""
