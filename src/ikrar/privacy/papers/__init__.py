"""What is printed: the copy of a person's data, and the letter to the authority."""

from ikrar.privacy.papers.drawing import copy_of_data, letter_to_print

__all__ = ["copy_of_data", "letter_to_print"]
