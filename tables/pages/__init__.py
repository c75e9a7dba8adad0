"""From the marks on a page (characters and rules, wherever they come from) to its lines of prose and its grids."""
