"""Frozen, slotted records that pass between stages. Standard library only."""
