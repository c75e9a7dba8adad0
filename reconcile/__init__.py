"""Whether the figures of a dossier agree: proposers, the judge, findings and reports."""
