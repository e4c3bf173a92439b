"""Content: records with front matter, the vocabulary they use, their translations and links."""
