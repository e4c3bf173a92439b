"""What scripts/bench.py measures: the same synthetic texts as a project of each generator."""
