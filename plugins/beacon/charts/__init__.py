"""Charts: data drawn as accessible SVG, always with a table that says the same."""
