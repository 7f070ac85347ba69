"""Exceptions of the documented API. Clients branch on the class name and on `http_status_code`."""

from __future__ import annotations


class FrappeError(Exception):
    """Root of all errors that reach a client."""

    http_status_code = 500
    is_quiet = False


def quiet(error: FrappeError) -> FrappeError:
    """Mark an error whose text Frappe does not send as a message."""
    error.is_quiet = True
    return error


class ValidationError(FrappeError):
    http_status_code = 417


class AuthenticationError(FrappeError):
    http_status_code = 401


class SessionExpired(FrappeError):
    http_status_code = 401


class PermissionError(FrappeError):
    http_status_code = 403


class DoesNotExistError(ValidationError):
    http_status_code = 404


class PageDoesNotExistError(ValidationError):
    http_status_code = 404


class NameError(FrappeError):
    http_status_code = 409


class OutgoingEmailError(FrappeError):
    http_status_code = 501


class SessionStopped(FrappeError):
    http_status_code = 503


class InReadOnlyMode(ValidationError):
    http_status_code = 503


class QueueOverloaded(ValidationError):
    http_status_code = 503


class UnsupportedMediaType(FrappeError):
    http_status_code = 415


class RequestToken(FrappeError):
    pass


class Redirect(FrappeError):
    http_status_code = 301


class CSRFTokenError(FrappeError):
    http_status_code = 400


class TooManyRequestsError(FrappeError):
    http_status_code = 429


class RateLimitExceededError(FrappeError):
    http_status_code = 429


class LinkExpired(ValidationError):
    http_status_code = 410


class InvalidAuthorizationHeader(CSRFTokenError):
    pass


class InvalidAuthorizationPrefix(CSRFTokenError):
    pass


class InvalidAuthorizationToken(CSRFTokenError):
    pass


class ImproperDBConfigurationError(FrappeError):
    pass


class DuplicateEntryError(NameError):
    pass


class DataError(ValidationError):
    pass


class FrappeTypeError(ValidationError, TypeError):
    """An argument is of a kind that its annotation does not allow."""


class UnknownDomainError(FrappeError):
    pass


class MappingMismatchError(ValidationError):
    pass


class InvalidStatusError(ValidationError):
    pass


class MandatoryError(ValidationError):
    pass


class NonNegativeError(ValidationError):
    pass


class InvalidSignatureError(ValidationError):
    pass


class RateLimitError(ValidationError):
    pass


class CannotChangeConstantError(ValidationError):
    pass


class CharacterLengthExceededError(ValidationError):
    pass


class UpdateAfterSubmitError(ValidationError):
    pass


class LinkValidationError(ValidationError):
    pass


class CancelledLinkError(LinkValidationError):
    pass


class DocstatusTransitionError(ValidationError):
    pass


class TimestampMismatchError(ValidationError):
    pass


class EmptyTableError(ValidationError):
    pass


class LinkExistsError(ValidationError):
    pass


class InvalidEmailAddressError(ValidationError):
    pass


class InvalidNameError(ValidationError):
    pass


class InvalidPhoneNumberError(ValidationError):
    pass


class TemplateNotFoundError(ValidationError):
    pass


class UniqueValidationError(ValidationError):
    pass


class AppNotInstalledError(ValidationError):
    pass


class ImplicitCommitError(ValidationError):
    pass


class RetryBackgroundJobError(FrappeError):
    pass


class DocumentLockedError(ValidationError):
    pass


class CircularLinkingError(ValidationError):
    pass


class SecurityException(FrappeError):
    pass


class InvalidColumnName(ValidationError):
    pass


class IncompatibleApp(ValidationError):
    pass


class InvalidDates(ValidationError):
    pass


class DataTooLongException(ValidationError):
    pass


class FileAlreadyAttachedException(FrappeError):
    pass


class DocumentAlreadyRestored(ValidationError):
    pass


class AttachmentLimitReached(ValidationError):
    pass


class MaxFileSizeReachedError(ValidationError):
    pass


class QueryTimeoutError(FrappeError):
    """A statement took, or waited, too long."""

    http_status_code = 508


class QueryDeadlockError(FrappeError):
    """Two transactions waited for each other; this one was undone."""

    http_status_code = 508


class TooManyWritesError(FrappeError):
    pass


class InvalidKeyError(ValidationError):
    pass


class PrintFormatError(ValidationError):
    pass


class WorkflowStateError(ValidationError):
    pass


class WorkflowTransitionError(ValidationError):
    pass


class WorkflowPermissionError(ValidationError):
    pass


class ReadOnlySafeEvalError(ValidationError):
    pass
