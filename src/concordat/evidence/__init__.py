"""Files with a digest, attached to anything."""
