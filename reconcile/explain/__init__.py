"""From verdicts to findings: one cause one finding, the suspect figure, weight, words, and what was not checked."""
