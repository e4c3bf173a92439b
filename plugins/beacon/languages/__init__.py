"""Languages: which there are, their strings, dates, numbers and plurals, Serbian in two scripts."""
