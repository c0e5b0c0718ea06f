"""A question in, an answer composed from stored knowledge out."""
