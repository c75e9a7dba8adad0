"""The narrative: sentences, figures with label and measure, and the breakdowns (其中) that the wording states."""
