"""Stillroom's distillation: its loss, its trainer and the labels that a teacher left on disk."""
