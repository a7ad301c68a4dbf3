"""Documentation, and the code that draws its pictures."""
