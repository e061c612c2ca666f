"""From bytes to cells, JSON or XML, whatever the file is called: what every reader begins with.

``source`` opens a file: ``containers`` says what it is by its first bytes, ``unpacking`` takes it out of
its wrapping, and one of ``delimited``, ``workbook``, ``parquet``, ``json_document`` and ``xml_document``
reads it within ``limits``. Text is decoded by ``encodings`` and split by ``delimiters``; formats whose
parsers can crash are read in a child process (``isolated``, ``child``).
"""
