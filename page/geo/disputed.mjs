/**
 * Areas drawn hatched, because who they belong to, or what they are, is disputed.
 *
 * For drawing only: no claim gets a country from here, and a hatched area is no verdict. The list is short and not
 * complete. `atlas` takes the outline of Natural Earth's area of that name; `box` takes those polygons of a country
 * that lie in the box west, south, east, north; `ring` is an outline of our own, longitude and latitude to about a
 * fifth of a degree, good enough to say "about here" and for nothing else. `codes` says how claims are coded there
 * (docs/codebook.md, section 3), which follows a convention of the field.
 */
export const disputed = [
  { name: 'Western Sahara', codes: 'ESH PRE', atlas: 'W. Sahara' },
  { name: 'Kosovo', codes: 'KOS', atlas: 'Kosovo' },
  { name: 'Northern Cyprus', codes: 'CYP PRE', atlas: 'N. Cyprus' },
  { name: 'Somaliland', codes: 'SOM PRE', atlas: 'Somaliland' },
  { name: 'Palestine', codes: 'PSE', atlas: 'Palestine' },
  { name: 'Taiwan', codes: 'TWN', atlas: 'Taiwan' },
  { name: 'Falkland Islands / Malvinas', codes: 'FLK', atlas: 'Falkland Is.' },
  { name: 'Siachen Glacier', codes: 'IND or PAK, as the gazetteer has it', atlas: 'Siachen Glacier' },
  { name: 'Crimea', codes: 'UKR', box: ['Russia', 32.3, 44.2, 36.8, 46.4] },
  {
    name: 'Parts of four regions of Ukraine (the line moves)', codes: 'UKR; UKR PRE for bodies set up there',
    ring: [[39.8, 49.6], [38.2, 49.9], [37.8, 49.2], [37.6, 48.4], [37.4, 47.8], [36.5, 47.6], [35.4, 47.5],
      [34.3, 47.4], [33.3, 46.7], [32.0, 46.5], [32.5, 46.2], [33.6, 46.1], [34.8, 46.1], [35.3, 46.35], [36.6, 46.7],
      [37.6, 47.05], [38.25, 47.1], [38.3, 47.6], [38.9, 47.85], [39.8, 47.9], [39.7, 48.6], [40.1, 49.0]],
  },
  {
    name: 'Golan Heights', codes: 'SYR',
    ring: [[35.62, 33.25], [35.8, 33.31], [35.88, 33.1], [35.86, 32.93], [35.75, 32.72], [35.65, 32.72],
      [35.64, 32.9], [35.65, 33.1]],
  },
  {
    name: 'Abkhazia', codes: 'GEO PRE',
    ring: [[40.0, 43.38], [40.25, 43.57], [41.0, 43.4], [41.6, 43.2], [42.05, 43.05], [41.75, 42.75], [41.55, 42.42],
      [41.2, 42.75], [40.6, 43.05]],
  },
  {
    name: 'South Ossetia', codes: 'GEO PRE',
    ring: [[43.6, 42.55], [43.95, 42.6], [44.3, 42.7], [44.6, 42.4], [44.45, 42.2], [44.0, 42.1], [43.8, 42.2],
      [43.5, 42.35]],
  },
  {
    name: 'Transnistria', codes: 'MDA PRE',
    ring: [[28.6, 48.15], [28.95, 48.0], [29.15, 47.75], [29.25, 47.45], [29.5, 47.3], [29.6, 46.9], [29.9, 46.75],
      [29.95, 46.5], [29.6, 46.55], [29.4, 46.85], [29.15, 47.1], [29.05, 47.4], [28.85, 47.75], [28.5, 48.05]],
  },
  {
    name: 'Kashmir', codes: 'IND or PAK, as the gazetteer has it',
    ring: [[72.5, 36.2], [73.0, 36.7], [74.5, 37.05], [75.5, 36.75], [76.2, 35.9], [77.8, 35.5], [78.1, 35.4],
      [78.9, 34.3], [79.3, 32.8], [78.5, 32.6], [77.0, 33.0], [76.0, 32.6], [75.3, 32.3], [74.6, 32.8], [73.8, 33.1],
      [73.5, 34.0], [73.4, 34.9], [72.6, 35.7]],
  },
  {
    name: 'Aksai Chin', codes: 'IND or CHN, as the gazetteer has it',
    ring: [[78.1, 35.4], [79.0, 35.9], [80.0, 35.6], [80.2, 34.9], [79.5, 34.2], [78.9, 34.3]],
  },
  {
    name: 'Arunachal Pradesh', codes: 'IND',
    ring: [[91.6, 27.8], [92.3, 27.9], [93.3, 28.6], [94.5, 29.3], [96.0, 29.4], [96.5, 28.9], [97.3, 28.2],
      [96.8, 27.4], [95.7, 27.1], [94.2, 27.5], [92.8, 26.9], [91.9, 26.9]],
  },
  { name: 'Abyei', codes: 'SDN or SSD, as the gazetteer has it',
    ring: [[27.8, 10.2], [28.95, 10.2], [28.95, 9.5], [28.3, 9.3], [27.9, 9.6]] },
  {
    name: "Hala'ib triangle", codes: 'EGY or SDN, as the gazetteer has it',
    ring: [[34.1, 22.0], [34.0, 22.2], [34.7, 22.3], [35.2, 22.8], [35.6, 23.1], [36.2, 22.6], [36.85, 22.0]],
  },
  {
    name: 'Essequibo', codes: 'GUY',
    ring: [[-59.8, 8.4], [-58.5, 7.2], [-58.5, 6.3], [-58.6, 5.0], [-58.0, 4.0], [-57.2, 2.8], [-56.6, 1.9],
      [-57.6, 1.7], [-58.8, 1.2], [-59.8, 1.9], [-59.9, 2.7], [-59.6, 3.9], [-60.1, 4.5], [-60.1, 5.1], [-60.7, 5.2],
      [-61.4, 5.9], [-60.7, 6.8], [-60.3, 7.1], [-60.6, 7.5], [-60.0, 8.2]],
  },
  { name: 'Southern Kuril Islands / Northern Territories', codes: 'RUS or JPN, as the gazetteer has it',
    ring: [[145.3, 43.6], [146.0, 44.5], [148.0, 45.5], [148.9, 45.5], [147.3, 44.7], [146.6, 43.7]] },
];
