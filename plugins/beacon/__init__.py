"""The library of Beacon: content, languages, schedules and figures, without any site generator."""
