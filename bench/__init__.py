"""Measures: what answers cost without any cache, told as ratios within one run."""
