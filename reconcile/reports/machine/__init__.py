"""Reports for programs: JSON, SARIF, JUnit, annotations of code hosts, lists of figures."""
