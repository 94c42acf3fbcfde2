"""A small DNS server on 127.0.0.1 that answers for TXT records.

with Names({"salon.test": ["v=spf1 -all"]}) as names:
    names.resolver  # dnspython's, asking this server only
"""

from __future__ import annotations

import socket
import threading
from collections.abc import Collection, Mapping, Sequence
from typing import Self

import dns.flags
import dns.message
import dns.rcode
import dns.resolver
import dns.rrset


class Names:
    """``failing``: names for which it says that it cannot find out. ``asked``: the names so far."""

    def __init__(self, texts: Mapping[str, Sequence[str]], failing: Collection[str] = ()) -> None:
        self._texts, self._failing = texts, failing
        self.asked: list[str] = []
        self._socket = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
        self._socket.bind(("127.0.0.1", 0))
        self.resolver = dns.resolver.Resolver(configure=False)
        self.resolver.nameservers = ["127.0.0.1"]
        self.resolver.port = self._socket.getsockname()[1]

    def __enter__(self) -> Self:
        self._thread = threading.Thread(target=self._serve, daemon=True)
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as last:
            last.sendto(b"", self._socket.getsockname())
        self._thread.join(5)
        self._socket.close()

    def _serve(self) -> None:
        while True:
            question, client = self._socket.recvfrom(4096)
            if not question:
                return
            self._socket.sendto(self._answer(dns.message.from_wire(question)).to_wire(), client)

    def _answer(self, question: dns.message.Message) -> dns.message.Message:
        name = question.question[0].name.to_text(omit_final_dot=True)
        self.asked.append(name)
        answer = dns.message.make_response(question)
        answer.flags |= dns.flags.AA
        if name in self._failing:
            answer.set_rcode(dns.rcode.SERVFAIL)
        elif name in self._texts:
            for text in self._texts[name]:
                pieces = " ".join(f'"{text[k : k + 200]}"' for k in range(0, len(text), 200))
                answer.answer.append(dns.rrset.from_text(name + ".", 60, "IN", "TXT", pieces))
        else:
            answer.set_rcode(dns.rcode.NXDOMAIN)
        return answer
