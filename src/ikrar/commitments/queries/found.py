"""What is looked for and not there."""


class CommitmentNotFound(Exception):
    """No such joint commitment, or it is not public yet."""


class ScreenNotFound(Exception):
    """This address belongs to no ceremony screen, or a newer one took its place."""


class PhotographNotFound(Exception):
    """No such photograph, or it was withdrawn."""
