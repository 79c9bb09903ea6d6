/** The people and firms of the sample company's world. All invented; mail at example.*, telephone numbers with 555. */
export const TEAMS: Readonly<Record<string, readonly string[]>> = {
  North: ['Eilidh Sorensen', 'Piotr Halas', 'Greta Lund', 'Callum Reyes'],
  South: ['Nico Ferrante', 'Lucia Marques', 'Bastien Roux', 'Olga Petridis'],
  Enterprise: ['Hanne Wickström', 'Darius Cole', 'Yvonne Adler'],
  Partner: ['Sam Oduya', 'Katrin Vogt', 'Jules Lambert', 'Rosa Iglesias'],
};

export const AGENTS = ['A. Brandt', 'B. Nkemelu', 'C. Fontaine', 'D. Hughes', 'E. Salinas', 'F. Weiss', 'G. Okoye', 'H. Marlow'] as const;

/** Firms that buy through a seller; the language is the one they write in. */
export const FIRM_NAMES: readonly (readonly [name: string, language: string])[] = [
  ...[
    'Harrow Heating', 'Pennine Property Care', 'Oakfield Lettings', 'Saltmarsh Housing', 'Brightwell Schools Trust', 'Thistle Plumbing', 'Castlegate Hotels', 'Marlow Facilities',
    'Quayside Apartments', 'Ferndale Care Homes', 'Larkhill Installers', 'Redbrook Estates', 'Stonebridge Lettings', 'Ashcombe Heat', 'Wexcombe Borough Homes', 'Tidewater Rentals',
    'Greyfriars College', 'Millrace Mechanical', 'Copperfield Comfort', 'Hollins Property', 'Dunmore Climate', 'Fairmile Serviced Flats', 'Kingsmead Surgery', 'Northgate Energy',
    'Peverell Plumbing', 'Rushton Homes', 'Severnside Lets', 'Tamar Heat Pumps', 'Underhill Estates', 'Vale Renewables', 'Westcliff Holiday Lets', 'Yarrow Building Services',
    'Amber Heating Supplies', 'Bluegate Wholesale', 'Cobalt Comfort', 'Deepdale Student Rooms', 'Elmstead Village Hall', 'Foxglove Hotels', 'Garnet Gas and Heat', 'Highmoor Lodges',
    'Ivybridge Homes', 'Juniper Rentals', 'Keswick Cottages', 'Lowther Mechanical', 'Meadowside Nurseries', 'Netherton Housing', 'Orchard Court', 'Priory Facilities',
    'Quarry Lane Studios', 'Riverside Dental', 'Sandbank Hotels', 'Turnstone Lets', 'Uplands Care', 'Viaduct Offices', 'Willow Park Homes', 'Axholme Heat', 'Birchwood Estates',
    'Cranmere Installers', 'Dovecote Barns', 'Eastfield Gym Group', 'Fulmar Marine Hotels', 'Glenburn Homes', 'Hartside Heat Pumps', 'Inchcape Offices', 'Jubilee Almshouses',
    'Kirkstone Services', 'Limekiln Lets', 'Moorfoot Mechanical', 'Newlyn Guest Houses', 'Ottery Plumbing', 'Portland Yard', 'Ravenscar Hotels', 'Stanhope Schools', 'Tern Hill Homes',
    'Ullswater Lodges', 'Ventnor Heating', 'Wharf Lane Lofts', 'Yeovale Renewables', 'Albion Heat Partners', 'Border Climate', 'Calder Controls Trade', 'Derwent Building Systems',
    'Esk Integrators', 'Forth Automation', 'Gannet Building Controls', 'Humber BMS', 'Irwell Integrations', 'Jura Systems', 'Kelvin Control Engineers', 'Lomond Automation',
  ].map((name) => [name, 'en'] as const),
  ...[
    'Hausverwaltung Brenner', 'Wärmetechnik Kolb', 'Wohnbau Eisach', 'Hotel Bergkranz', 'Stadtwerke Mühlau', 'Installateur Gruber', 'Seniorenhaus Abendrot', 'Heizung Dorn', 'Immobilien Falk',
    'Gebäudetechnik Lenz', 'Wohnpark Südhang', 'Elektro Pichler', 'Ferienhof Achental', 'Genossenschaft Lindach', 'Haustechnik Moser', 'Kältebau Reuter',
  ].map((name) => [name, 'de'] as const),
  ...[
    'Chauffage Morel', 'Résidences du Lac', 'Hôtel des Tilleuls', 'Énergies Garonne', 'Syndic Beaumont', 'Plomberie Lacaze', 'Gîtes de la Combe', 'Confort Thermique Duval', 'Habitat Occitan',
    'École Saint-Clair', 'Régie Montfort', 'Climatis Provence', 'Foncière Aubrac', 'Thermique Bastide',
  ].map((name) => [name, 'fr'] as const),
  ...[
    'Clima Andaluz', 'Fincas Robledo', 'Hotel Mirasol', 'Instalaciones Prieto', 'Residencias Almenara', 'Calefacción Ibarra', 'Gestión Alborada', 'Villas del Cabo', 'Termosur', 'Colegio San Telmo',
    'Inmuebles Castaño', 'Energía Levante',
  ].map((name) => [name, 'es'] as const),
];

export const GIVEN: Readonly<Record<string, readonly string[]>> = {
  en: ['Alice', 'Ben', 'Chloe', 'Dermot', 'Edith', 'Faisal', 'Gwen', 'Harold', 'Imogen', 'Jamal', 'Kirsty', 'Leonard', 'Maeve', 'Nigel', 'Oluwaseun', 'Priya', 'Quentin', 'Ruth', 'Stewart', 'Tessa', 'Umar', 'Violet', 'Walter', 'Yasmin', 'Zach', 'Aoife', 'Bryn', 'Carys', 'Desmond', 'Elspeth'],
  de: ['Anneliese', 'Bernd', 'Carola', 'Dietmar', 'Elke', 'Friedrich', 'Gerlinde', 'Holger', 'Ingrid', 'Jochen', 'Karin', 'Lothar', 'Monika', 'Norbert', 'Ute', 'Wolfgang'],
  fr: ['Adèle', 'Benoît', 'Camille', 'Denis', 'Élodie', 'Fabrice', 'Géraldine', 'Hugo', 'Inès', 'Jacques', 'Lucie', 'Mathieu', 'Nadia', 'Pascal', 'Simone', 'Thierry'],
  es: ['Ana', 'Borja', 'Carmen', 'Diego', 'Elena', 'Felipe', 'Gloria', 'Hernán', 'Irene', 'Javier', 'Lola', 'Manuel', 'Nuria', 'Pablo'],
};

export const FAMILY: Readonly<Record<string, readonly string[]>> = {
  en: ['Abbott', 'Birkin', 'Chowdhury', 'Dalgleish', 'Everett', 'Farrell', 'Goddard', 'Hibbert', 'Ingram', 'Jessop', 'Kendrick', 'Lofthouse', 'Mackie', 'Nuttall', 'Osborne', 'Pryce', 'Quigley', 'Rahman', 'Stobart', 'Tully', 'Upton', 'Vickers', 'Whelan', 'Yates', 'Adeyemi', 'Braithwaite', 'Coyle', 'Dunne', 'Ellwood', 'Fitch'],
  de: ['Ackermann', 'Bergmann', 'Dietrich', 'Engels', 'Fuchs', 'Graf', 'Hartung', 'Jansen', 'Kessler', 'Lindner', 'Maurer', 'Neumann', 'Oberhauser', 'Pfeiffer', 'Riedel', 'Seidl'],
  fr: ['Arnaud', 'Barbier', 'Chevalier', 'Delmas', 'Fournier', 'Girard', 'Jourdan', 'Lemoine', 'Mercier', 'Noël', 'Perrot', 'Renaud', 'Sabatier', 'Tessier', 'Vidal'],
  es: ['Aguilar', 'Bravo', 'Cortés', 'Domínguez', 'Escobar', 'Fuentes', 'Gallardo', 'Herrero', 'Lozano', 'Molina', 'Navarro', 'Ortega', 'Pascual', 'Serrano'],
};

/** Lot prefix and first letters of the serial of each product. */
export const LOT_PREFIX: Readonly<Record<string, string>> = { T1: 'L1', T2: 'L2', 'RV-5': 'V5', 'GW-20': 'G2', 'GW-40': 'G4', 'HPC-300': 'P1', 'HPC-500': 'P5' };
export const PRODUCT_NAMES: Readonly<Record<string, string>> = {
  T1: 'Lumo T1 thermostat', T2: 'Lumo T2 thermostat', 'RV-5': 'RV-5 radiator valve', 'GW-20': 'GW-20 gateway', 'GW-40': 'GW-40 gateway',
  'HPC-300': 'HPC-300 heat-pump controller', 'HPC-500': 'HPC-500 heat-pump controller', APP: 'Nordhaven Home app', FLEET: 'Nordhaven Fleet',
};
