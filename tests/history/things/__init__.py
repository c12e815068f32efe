"""Small recorded models that only the tests of the record know."""
