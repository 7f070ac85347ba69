"""MariaDB 10.6 or newer, for an office that outgrows one machine."""
