"""Kits: everything a trainer carries into a room for one lesson, made from the lesson's folder."""
