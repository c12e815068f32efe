"""What is kept of a partnership beside the register: typed by the dictionary and the edition, in one store."""
