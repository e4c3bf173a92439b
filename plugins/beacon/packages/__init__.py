"""Packages: quizzes and lessons as learning platforms read them."""
