"""The pages of the guided first day, each in a file of its own."""
