"""Peers: what the service is measured against."""
