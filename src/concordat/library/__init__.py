"""The library: councils' protocols as data, one folder an edition, and the shelf that finds them."""
