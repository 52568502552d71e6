"""Measures of what we claim, each beside a peer in the same run."""
