"""What must hold when things break. The short forms run with the slow tests."""
