"""Templates of documents, and the script that writes the DOCX ones."""
