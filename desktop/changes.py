"""What a service changed, announced once so that each screen decides for itself whether to ask again."""

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Changes:
    """Kinds of records (table names) that changed, and the ids where they are few enough to name."""

    kinds: frozenset[str] = frozenset()
    ids: frozenset[str] = field(default_factory=frozenset)

    @classmethod
    def of(cls, *kinds: str, ids: frozenset[str] = frozenset()) -> "Changes":
        return cls(frozenset(kinds), ids)

    def touches(self, *kinds: str) -> bool:
        return not self.kinds.isdisjoint(kinds)
