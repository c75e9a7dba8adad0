"""The processes behind the page: those that read and judge, and those that draw."""
