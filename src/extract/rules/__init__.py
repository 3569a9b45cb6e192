"""Rules as data: loading ``patterns/``, laying an analyst's folder over it, checking the rules and their examples."""
