"""Glossary: the words of the field, what they mean, and where they stand in lessons."""
