"""Requirements."""


class Requirement:
    def __init__(self, requirement_string):
        self.name = requirement_string
