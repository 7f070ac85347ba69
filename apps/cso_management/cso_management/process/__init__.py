"""What the processes share: their place in the region tree, their numbers, their money and dates."""
