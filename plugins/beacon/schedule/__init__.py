"""The schedule: presentations, where they are held, and what of them is public."""
