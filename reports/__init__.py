"""Answers: figures, maps and files made from the areas."""
