"""The terminal app: screens render what analysis returns and send changes; none holds a truth of its own."""
