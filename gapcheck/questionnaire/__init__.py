"""What is asked: questionnaires in YAML, read into frozen structs, with their mistakes found early."""
