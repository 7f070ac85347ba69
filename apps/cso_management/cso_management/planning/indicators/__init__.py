"""Indicators I01 to I33: what is counted, what is made of it, for which region and period."""
