"""What a claim was made with: the digests that decide whether an input has to be read again."""

from __future__ import annotations

from dataclasses import dataclass

from regesta.records.codec import digest


@dataclass(frozen=True, slots=True)
class Run:
    """Everything besides the input that decides what is read out of it.

    Two runs with the same id give the same claims for the same bytes; nothing that cannot change a claim (number of
    workers, time of day, machine) may be in it.

    Attributes:
        code: digest of Regesta's own code and of the libraries that decide on text.
        bundle: digest of the model bundle.
        knowledge: digest of the knowledge file and the ontology.
        settings: digest of the options that change what is read, such as `--published`.
    """

    code: str
    bundle: str
    knowledge: str
    settings: str

    @property
    def id(self) -> str:
        """Digest of the digests; stands on every row of a register."""
        return "n-" + digest(["run", self.code, self.bundle, self.knowledge, self.settings])[:16]
