"""Errors."""


class HfHubHTTPError(Exception):
    pass


class EntryNotFoundError(HfHubHTTPError):
    pass


class LocalEntryNotFoundError(EntryNotFoundError):
    pass


class RepositoryNotFoundError(HfHubHTTPError):
    pass


class GatedRepoError(RepositoryNotFoundError):
    pass


class RevisionNotFoundError(HfHubHTTPError):
    pass


class OfflineModeIsEnabled(ConnectionError):
    pass


class HFValidationError(ValueError):
    pass


class StrictDataclassError(Exception):
    pass


class StrictDataclassFieldValidationError(StrictDataclassError):
    pass


class StrictDataclassClassValidationError(StrictDataclassError):
    pass
