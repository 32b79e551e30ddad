"""Made-up figures in StatBank's own form, so that pages can be tried before the first fetch.

Kept as published, from the embedded snapshots (`known.py`; Statistics Denmark's newest edition of a
figure first, newspapers last, and what then contradicts the better one is left):

- the rate of children notified about in each municipality: children = rate x residents / 1,000 to
  the nearest whole child, also that of the 98 together; Læsø zero in 2016-2018 and absent in 2022;
- residents aged 0-17 in the country, the regions and the six municipalities that are known
  (2015-2020), exactly; later years go on by each area's own mean change;
- children in the country, by number of notifications and by sex, exactly or within their rounding,
  and their share of residents aged 0-17; in a year without any, 97 percent of the municipalities
  together, since a child counts once in the country;
- notifications in the country, by notifier, each notifier's share, and notifications per child in
  2022, exactly or within their rounding; in 2017 the total is what count and share leave of it;
- notifications per 100 residents in the six municipalities of 2018, and in 2015 the three
  municipalities that a newspaper has printed.

Not kept: changes from one year to the next (they are against revised figures that were never
printed); 1.7 notifications per child in 2021 and 11.1 per 100 residents in 2018, which do not fit
the counts of the same editions; figures printed as approximate; Langeland's own count of 0-17; and
shares of reasons, since those printed are of 2014 or of children. All else is invented.
"""
