"""Reading pictures: a scanned page becomes the same marks, characters and rules, that a PDF's own text gives.

Everything happens on this machine with the models that come inside the wheel of rapidocr; nothing is fetched.
"""
