"""A certificate authority of one's own, and a certificate by it for localhost and 127.0.0.1, in a folder."""

from __future__ import annotations

import ssl
import subprocess
from pathlib import Path

from tests.servers.needs import program


class Authority:
    """``root``: to be trusted by a client that should accept the server. ``certificate``, ``key``: the server's."""

    def __init__(self, folder: Path) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        self.root, self.certificate, self.key = folder / "root.pem", folder / "server.pem", folder / "server.key"
        self._make(folder)
        for path in (folder, *folder.iterdir()):
            path.chmod(0o755)

    def context(self) -> ssl.SSLContext:
        """A client's context that trusts this authority only."""
        return ssl.create_default_context(cafile=str(self.root))

    def _make(self, folder: Path) -> None:
        def openssl(*arguments: str) -> None:
            subprocess.run([program("openssl"), *arguments], cwd=folder, check=True, capture_output=True)

        curve = ("-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes")
        days = ("-days", "30")
        # clients from Python 3.13 on hold a chain to RFC 5280 to the letter
        (folder / "names").write_text(
            "subjectAltName=DNS:localhost,IP:127.0.0.1\nsubjectKeyIdentifier=hash\nauthorityKeyIdentifier=keyid\n"
        )
        root = ("-subj", "/CN=Trial authority", "-addext", "keyUsage=critical,keyCertSign,cRLSign")
        openssl("req", "-x509", *curve, *days, "-keyout", "root.key", "-out", "root.pem", *root)
        openssl("req", *curve, "-keyout", "server.key", "-out", "server.csr", "-subj", "/CN=localhost")
        signing = ("-CA", "root.pem", "-CAkey", "root.key", "-CAcreateserial", "-extfile", "names")
        openssl("x509", "-req", "-in", "server.csr", *signing, *days, "-out", "server.pem")
