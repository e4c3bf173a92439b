"""Attendance: raw counts stay in this room; only summaries leave it."""
