"""Reading: the files of a programme, read into records with every fault in its place."""
