"""A made-up engagement to look around with; kept apart from real ones."""
