"""Logos of challenge owners: pictures from outside, drawn anew within hard limits before anybody sees them."""
