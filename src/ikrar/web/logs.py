"""What may stand in a log line: which kind of page it was, never which one. Some addresses are keys themselves."""

import logging

NOWHERE = "(no such address)"


class RoutesOnly(logging.Filter):
    """Puts the route and the request's id where Django would write the address."""

    def filter(self, record: logging.LogRecord) -> bool:
        request = getattr(record, "request", None)
        path = getattr(request, "path", None)
        if request is not None and path and isinstance(record.args, tuple):
            match = getattr(request, "resolver_match", None)
            told = f"{match.route if match else NOWHERE} [{request.META.get('IKRAR_REQUEST_ID', '')}]"
            record.args = tuple(told if argument == path else argument for argument in record.args)
        return True
