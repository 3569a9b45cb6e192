"""Reading: files as people receive them in, one ``Report`` of ``Paragraph``s out, whatever the format."""
