"""How a mail account is entered, whatever the protocol: over a verified connection, with a password, or with a token
of an hour that a standing permission is exchanged for (``auth: xoauth2``).

The standard library accepts any certificate for SMTP and IMAP unless it is given a context; so ``tls()`` is the only
way here. A certificate authority of one's own is trusted as OpenSSL does it: SSL_CERT_FILE names its certificate.
"""

from __future__ import annotations

import ssl
from typing import TYPE_CHECKING, Any

from clientsheet.config.secrets import reveal
from clientsheet.errors import ConfigError
from clientsheet.mail.base import AccountStopped, LinkLost

if TYPE_CHECKING:
    from clientsheet.config.models import Config, Imap, OAuth, Smtp


def tls() -> ssl.SSLContext:
    """Checks that the certificate is good and that it is the host's."""
    return ssl.create_default_context()


class Login:
    """Who enters, and with what. The secret is looked up when it is needed, not before."""

    def __init__(self, options: Smtp | Imap, config: Config) -> None:
        self.username, self.with_token = options.username, options.auth == "xoauth2"
        self._options, self._config = options, config
        self._permission: Any = None

    @property
    def wanted(self) -> bool:
        """Whether the account is to be entered at all: a relay of one's own asks nobody's name."""
        return bool(self.username)

    def password(self) -> str:
        """ConfigError: it is not where config.yaml says."""
        return reveal(self._options.password, self._config)

    def xoauth2(self) -> str:
        """What the mechanism XOAUTH2 sends first, with a token that is good now; asks for one over HTTPS if need be.

        ConfigError: an option is missing. AccountStopped: the permission has ended. LinkLost: nobody could be asked.
        """
        return f"user={self.username}\x01auth=Bearer {self._token()}\x01\x01"

    def _token(self) -> str:
        if self._permission is None:
            self._permission = _permission(self._config)
        if not self._permission.valid:
            _renew(self._permission)
        return str(self._permission.token)


def _permission(config: Config) -> Any:
    try:
        from google.oauth2.credentials import Credentials
    except ImportError:
        raise ConfigError("delivery.oauth-library", hint="delivery.oauth-library.cure") from None
    options = config.mail.oauth
    _check(options)
    return Credentials(
        None,
        refresh_token=reveal(options.refresh_token, config),
        token_uri=options.token_uri,
        client_id=options.client_id,
        client_secret=reveal(options.client_secret, config),
    )


def _check(options: OAuth) -> None:
    for name in ("token_uri", "client_id", "refresh_token"):
        if not getattr(options, name):
            raise ConfigError("delivery.oauth-option", hint="delivery.oauth-option.cure", name=f"mail.oauth.{name}")


def _renew(permission: Any) -> None:
    from google.auth.exceptions import RefreshError, TransportError
    from google.auth.transport.requests import Request

    try:
        permission.refresh(Request())
    except TransportError as error:
        raise LinkLost(str(error)) from error
    except RefreshError as error:
        if getattr(error, "retryable", False):
            raise LinkLost(str(error)) from error
        raise AccountStopped("delivery.permission-ended", words=str(error.args[0] if error.args else error)) from error
