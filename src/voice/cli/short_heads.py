"""The fast HTTP parser, with the limit that it lacks."""

from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol

MOST_AROUND_BYTES = 16 * 1024


class ShortHeads(HttpToolsProtocol):
    """Refuses a request with more than `MOST_AROUND_BYTES` around its body: head, trailers.

    The parser itself keeps whatever comes: one visitor could fill the memory. h11 has a limit.
    """

    _around = 0

    def data_received(self, data: bytes) -> None:
        """Count all that arrived, of which `on_body` takes the body off again."""
        self._around += len(data)
        super().data_received(data)
        if self._around > MOST_AROUND_BYTES and not self.transport.is_closing():
            self.send_400_response("Invalid HTTP request received.")

    def on_body(self, body: bytes) -> None:
        """A piece of the body, which the app limits."""
        self._around -= len(body)
        super().on_body(body)

    def on_message_complete(self) -> None:
        """The request is whole; what follows is the next one."""
        self._around = 0
        super().on_message_complete()
