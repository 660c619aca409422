"""`Asked`: a request, as the handlers of both apps get it. Nobody is signed in: it has no user."""

from typing import Any

from litestar import Request
from litestar.datastructures import State

Asked = Request[Any, Any, State]
