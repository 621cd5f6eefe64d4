/** What the generated register is made of. Models name their category by its key in the catalogue. */
export const products: readonly (readonly [
  manufacturer: string,
  category: string,
  models: string,
  cost: number,
  serialPrefix: string,
])[] = [
  ['Dell', 'laptop', 'Latitude 5440|Latitude 5450|Latitude 7440|Precision 3581|XPS 13 9340|Latitude 3540', 1350, ''],
  [
    'Lenovo',
    'laptop',
    'ThinkPad T14 Gen 4|ThinkPad X1 Carbon Gen 11|ThinkPad L15|ThinkPad P16s|ThinkBook 14',
    1280,
    'PF',
  ],
  ['HP', 'laptop', 'EliteBook 840 G10|ProBook 450 G10|ZBook Firefly 14|EliteBook 1040 G10', 1240, '5CG'],
  ['Apple', 'laptop', 'MacBook Pro 14|MacBook Air 13|MacBook Pro 16', 2100, 'C02'],
  ['Dell', 'desktop', 'OptiPlex 7010|OptiPlex 5000|Precision 3660', 880, ''],
  ['HP', 'desktop', 'ProDesk 400 G9|EliteDesk 800 G9|Z2 Tower G9', 910, 'CZC'],
  ['Dell', 'server', 'PowerEdge R650|PowerEdge R750|PowerEdge T350', 7200, ''],
  ['HPE', 'server', 'ProLiant DL380 Gen11|ProLiant DL360 Gen10', 7900, 'CZJ'],
  ['Cisco', 'switch', 'Catalyst 9200L-24T|Catalyst 9300-48P|CBS350-24', 2600, 'FCW'],
  ['Aruba', 'switch', 'CX 6100 24G|CX 6200F 48G|2930F 24G', 1900, 'SG'],
  ['MikroTik', 'router', 'CCR2004-16G|RB5009UG|hEX S', 320, 'HC'],
  ['Fortinet', 'firewall', 'FortiGate 60F|FortiGate 100F|FortiGate 200F', 2400, 'FGT'],
  ['Synology', 'nas', 'DiskStation DS923|RackStation RS1221|DiskStation DS1522', 1100, '20'],
  ['Samsung', 'external-disk', 'Portable SSD T7|Portable SSD T9', 130, 'S6'],
  ['Apple', 'phone', 'iPhone 13|iPhone 14|iPhone 15|iPhone SE', 780, 'F2L'],
  ['Samsung', 'phone', 'Galaxy A54|Galaxy S23|Galaxy XCover 6 Pro', 520, 'R5C'],
  ['Apple', 'tablet', 'iPad Air 10.9|iPad Pro 11', 690, 'DMP'],
  ['Lenovo', 'tablet', 'Tab M10 Plus|Tab P11', 290, 'HA'],
  ['Logitech', 'keyboard', 'MX Keys|K120|ERGO K860', 75, '21'],
];

export const givenNames =
  'Adéla|Alena|Alexander|Amina|Anders|Anna|Antonín|Beatrice|Boris|Camille|Carlos|Charlotte|Clara|Daniel|David|Dominika|Elena|Emil|Erik|Eva|Fatima|Filip|František|Gabriela|George|Grace|Hana|Heinrich|Helena|Hugo|Ingrid|Ivana|Jakub|Jana|Jens|Jiří|Johanna|Josef|Julia|Karel|Kateřina|Klára|Lars|Lenka|Lucie|Ludmila|Magda|Marek|Maria|Markéta|Martin|Matěj|Michaela|Milan|Nadia|Nikola|Olga|Oliver|Ondřej|Patrik|Paula|Pavel|Petra|Radek|Roman|Samuel|Sofia|Tereza|Thomas|Tomáš|Ursula|Václav|Veronika|Viktor|Yasmin|Zdeněk|Zuzana'.split(
    '|',
  );

export const familyNames =
  'Adamová|Andersen|Bauer|Beneš|Bergmann|Blažek|Brown|Čermák|Černý|Dubois|Dvořák|Eriksson|Fiala|Fischer|Garcia|Graf|Hájek|Hansen|Havel|Hoffmann|Horák|Hrubý|Janda|Jansen|Jelínek|Johnson|Kadlec|Kaiser|Kolář|Konečný|Kovář|Král|Krause|Kučera|Lang|Lefèvre|Lindqvist|Malý|Marek|Martinez|Mayer|Moravec|Moreau|Müller|Navrátil|Nielsen|Němec|Novák|Novotný|Olsen|Pavlík|Petersen|Pokorný|Pospíšil|Procházka|Richter|Rossi|Růžička|Sedláček|Schneider|Schulz|Smith|Svoboda|Šimek|Štěpánek|Tichý|Urban|Vaněk|Veselý|Vlček|Wagner|Weber|Wilson|Zeman|Ziegler'.split(
    '|',
  );

export const departments =
  'Customer care|Field service|Production|Logistics|Sales|Finance|Engineering|Quality|Human resources|Marketing|Legal|Procurement|Research|Facility management|Information technology|Security|Training|Controlling|Export|Management board'.split(
    '|',
  );

export const suppliers =
  'Alza Business|Also Technology|Bechtle|CDW|Computacenter|Dell Direct|Ingram Micro|Insight|Lenovo Shop|SoftwareOne|TD Synnex|T-Mobile|Tech Data|Vodafone|ABC Data|Apple Store'.split(
    '|',
  );

export const sites =
  'Prague|Brno|Ostrava|Vienna|Munich|Hamburg|Warsaw|Kraków|Bratislava|Budapest|Zürich|Lyon|Malmö|Aarhus|Rotterdam'.split(
    '|',
  );

export const roomKinds = 'Office|Meeting room|Open space|Workshop|Store room|Server room|Reception|Laboratory'.split(
  '|',
);

export const remarks =
  'battery replaced under warranty|scratch on the lid|docking station in the drawer|charger missing|returned from repair|screen replaced|reserved for the trainee programme|keyboard with Czech layout|used for the trade fair|prepared for remote work|disk wiped before handover|bought with the framework contract|loaned to the external auditor|waiting for the reimbursement|encryption checked|spare part ordered|second monitor attached|cable lock included|inventory sticker renewed|moved with the department'.split(
    '|',
  );
