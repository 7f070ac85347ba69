"""What stands behind `./cso`. Standard library only: it runs before anything is installed."""
