"""What the checks of the narrative share: facts and their likeness, reports on one matter, changes, evidence, links."""
