"""Pages: everything the site shows, made of what may be seen of the programme."""
