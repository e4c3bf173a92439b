"""Safeguarding: what in a text could hurt a child is found before it is published."""
