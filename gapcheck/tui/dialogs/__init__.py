"""Dialogs that ask for one thing, one file each."""
