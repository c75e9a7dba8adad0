"""The commands of the program, one file each; `reconcile.cli` imports them only when they are asked for."""
