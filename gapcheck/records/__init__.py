"""What an audit knows: frozen structs without input or output, and the rules that need nothing else."""
