"""Turn rows of text into lines with typed values; a row that cannot be read is set aside with its reason."""
