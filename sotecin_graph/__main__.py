"""`python -m sotecin_graph …`: the command line."""

from sotecin_graph.cli import main

main()
