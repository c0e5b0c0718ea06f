"""From what somebody typed to the concepts that are meant."""
