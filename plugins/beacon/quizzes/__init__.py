"""Quizzes and branching stories: what makes them whole, and what must not stand in them."""
