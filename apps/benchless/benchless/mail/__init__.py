"""Mail: queued visibly, sent over SMTP where an account is set up."""

from .compose import sendmail
from .send import flush, send_one

__all__ = ["flush", "send_one", "sendmail"]
