"""What the numbers mean: indicators, selections, disclosure control, statistics, and publish, the one door."""
