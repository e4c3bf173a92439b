"""Submissions: campaigns that young people hand in, which are data until adults have read them."""
