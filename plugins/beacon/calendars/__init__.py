"""Calendars: presentations as month tables and as feeds that calendar programs subscribe to."""
