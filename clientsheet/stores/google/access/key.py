"""The key of a service account: the program's own account, with which a sheet is shared like with an assistant."""

from __future__ import annotations

from google.oauth2.service_account import Credentials


class Key(Credentials):  # type: ignore[misc,unused-ignore]
    """Asks nobody but the token endpoint."""

    def _is_regional_access_boundary_lookup_required(self) -> bool:
        # google-auth asks iamcredentials.googleapis.com, in a thread of its own and over and over where that is not
        # answered, in which regions of Google Cloud a company lets the key be used: nothing of a sheet depends on it
        return False
