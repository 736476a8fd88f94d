"""Papers: the documents that are made of forms, to be filled in elsewhere than on the page."""
