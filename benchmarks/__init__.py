"""How fast the road is: ratios against baselines in the same run, never times in tests."""
