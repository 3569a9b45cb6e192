"""What a report says of itself: document symbol, title, reporter, year, countries."""

from extract.reading.header.countries import CountryNames, NoNames, country_codes
from extract.reading.header.read_header import check_wordings, from_front

__all__ = ["CountryNames", "NoNames", "check_wordings", "country_codes", "from_front"]
