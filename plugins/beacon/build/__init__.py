"""The build: a centre's site loaded once, checked, put into views, and published whole."""
