"""Figures: numbers a centre has published, with source, period and what they may be added to."""
