"""Documents on paper: what one says as data, and how it becomes a tagged PDF."""
