"""What can be wrong with the definition of a DocType."""

from benchless.errors import ValidationError


class InvalidFieldNameError(ValidationError):
    """A fieldname that is reserved, or that names no field."""


class UniqueFieldnameError(ValidationError):
    """The same fieldname twice."""


class IllegalMandatoryError(ValidationError):
    """A field without a value cannot be mandatory."""


class DoctypeLinkError(ValidationError):
    """A Link without its target."""


class WrongOptionsDoctypeLinkError(ValidationError):
    """A Link to something that is no DocType."""


class HiddenAndMandatoryWithoutDefaultError(ValidationError):
    """Nobody could ever fill such a field."""


class NonUniqueError(ValidationError):
    """Existing rows repeat a value that is to be unique."""


class CannotIndexedError(ValidationError):
    """A type that cannot be indexed."""


class CannotCreateStandardDoctypeError(ValidationError):
    """Standard DocTypes come from files."""
