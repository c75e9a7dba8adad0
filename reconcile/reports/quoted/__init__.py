"""What all reports share: places, quotations, numbers and workings as they are written."""
