"""A primary and its two standbys."""

from collections.abc import Callable
from pathlib import Path

from ikrar.project.cluster import failover
from ikrar.project.cluster.failover import Promoted
from ikrar.project.cluster.servers import DATABASE, USER, Binaries, Server
from ikrar.project.serving import free_port

HOST = "127.0.0.1"
NAMES = ("satu", "dua", "tiga")


class Group:
    """Three servers, one of them the primary; which one changes."""

    def __init__(self, folder: Path, *, programs: Binaries, port: int) -> None:
        self.servers: list[Server] = []
        for name in NAMES:
            port = free_port(HOST, port)
            self.servers.append(Server(name, port, folder / name, programs))
            port += 1
        self.primary = self.servers[0]

    @property
    def standbys(self) -> list[Server]:
        return [server for server in self.servers if server is not self.primary]

    @property
    def address(self) -> str:
        """As IKRAR_DATABASE takes it: all three, in an order that knows nothing of who is the primary."""
        hosts = ",".join(f"{HOST}:{server.port}" for server in self.servers)
        return f"postgresql://{USER}@{hosts}/{DATABASE}?target_session_attrs=read-write"

    def start(self, *, tell: Callable[[str], None]) -> None:
        """From nothing to a primary with two followers and an empty database."""
        self.primary.create(names=[server.name for server in self.servers])
        self.primary.start()
        tell(f"primary '{self.primary.name}' on port {self.primary.port}")
        for standby in self.standbys:
            standby.copy(self.primary)
            standby.start()
            failover.wait_for_follower(self.primary, standby.name)
            tell(f"standby '{standby.name}' on port {standby.port} follows")
        self.primary.tell(f"CREATE DATABASE {DATABASE}")

    def fail_over(self) -> Promoted:
        """The operator's hand, after the primary died."""
        done = failover.fail_over(self.standbys)
        self.primary = done.primary
        return done

    def stop(self) -> None:
        for server in [*self.standbys, self.primary]:
            server.stop()
