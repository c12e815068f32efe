"""What the record tells the rooms above it."""

from django.dispatch import Signal

# Sent once, as an act closes, before the chain is written: `act` has the changes so far. A receiver may record more.
act_closing = Signal()
