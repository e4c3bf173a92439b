"""Metadata: what search engines, share cards and other programs read about a page."""
