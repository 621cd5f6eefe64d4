import type { Tab } from './sheet-writer.ts';
import { xmlAttribute, xmlText } from './xml-text.ts';

const HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';
const MAIN = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
const OFFICE = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const PACKAGE = 'http://schemas.openxmlformats.org/package/2006';
const FORMAT = 'application/vnd.openxmlformats-officedocument';

function definedNames(tabs: readonly Tab[]): string {
  const names: string[] = [];
  for (const [index, tab] of tabs.entries()) {
    const sheet = `'${xmlText(tab.name.replaceAll("'", "''"))}'`;
    if (tab.filter !== null) {
      names.push(
        `<definedName name="_xlnm._FilterDatabase" localSheetId="${index}" hidden="1">${sheet}!${tab.filter}</definedName>`,
      );
    }
    names.push(`<definedName name="_xlnm.Print_Titles" localSheetId="${index}">${sheet}!$1:$1</definedName>`);
  }
  return `<definedNames>${names.join('')}</definedNames>`;
}

/** `xl/workbook.xml`: the tabs in their order, their filters and the heading row repeated on each printed page. */
export function workbookXml(tabs: readonly Tab[]): string {
  const sheets = tabs.map(
    (tab, index) => `<sheet name="${xmlAttribute(tab.name)}" sheetId="${index + 1}" r:id="rId${index + 1}"/>`,
  );
  return (
    `${HEAD}<workbook xmlns="${MAIN}" xmlns:r="${OFFICE}"><workbookPr/><bookViews><workbookView activeTab="0"/></bookViews>` +
    `<sheets>${sheets.join('')}</sheets>${definedNames(tabs)}</workbook>`
  );
}

export function workbookRelationsXml(tabs: readonly Tab[]): string {
  const relations = tabs.map((tab, index) => relation(index + 1, `${OFFICE}/worksheet`, `worksheets/${tab.file}`));
  relations.push(relation(tabs.length + 1, `${OFFICE}/styles`, 'styles.xml'));
  return `${HEAD}<Relationships xmlns="${PACKAGE}/relationships">${relations.join('')}</Relationships>`;
}

export function rootRelationsXml(): string {
  const relations = [
    relation(1, `${OFFICE}/officeDocument`, 'xl/workbook.xml'),
    relation(2, `${PACKAGE}/relationships/metadata/core-properties`, 'docProps/core.xml'),
    relation(3, `${OFFICE}/extended-properties`, 'docProps/app.xml'),
  ];
  return `${HEAD}<Relationships xmlns="${PACKAGE}/relationships">${relations.join('')}</Relationships>`;
}

function relation(id: number, type: string, target: string): string {
  return `<Relationship Id="rId${id}" Type="${type}" Target="${target}"/>`;
}

export function contentTypesXml(tabs: readonly Tab[]): string {
  const override = (part: string, type: string): string => `<Override PartName="/${part}" ContentType="${type}"/>`;
  return (
    `${HEAD}<Types xmlns="${PACKAGE}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>` +
    '<Default Extension="xml" ContentType="application/xml"/>' +
    override('xl/workbook.xml', `${FORMAT}.spreadsheetml.sheet.main+xml`) +
    tabs.map((tab) => override(`xl/worksheets/${tab.file}`, `${FORMAT}.spreadsheetml.worksheet+xml`)).join('') +
    override('xl/styles.xml', `${FORMAT}.spreadsheetml.styles+xml`) +
    override('docProps/core.xml', 'application/vnd.openxmlformats-package.core-properties+xml') +
    `${override('docProps/app.xml', `${FORMAT}.extended-properties+xml`)}</Types>`
  );
}

interface Identity {
  readonly title: string;
  readonly creator: string;
  readonly now: string;
  readonly company?: string;
  readonly subject?: string;
}

export function corePropertiesXml(identity: Identity): string {
  const instant = new Date(identity.now).toISOString().replace(/\.\d+Z$/, 'Z');
  const time = (name: string): string => `<dcterms:${name} xsi:type="dcterms:W3CDTF">${instant}</dcterms:${name}>`;
  return (
    `${HEAD}<cp:coreProperties xmlns:cp="${PACKAGE}/metadata/core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/" ` +
    'xmlns:dcterms="http://purl.org/dc/terms/" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">' +
    `<dc:title>${xmlText(identity.title)}</dc:title>` +
    (identity.subject === undefined ? '' : `<dc:subject>${xmlText(identity.subject)}</dc:subject>`) +
    `<dc:creator>${xmlText(identity.creator)}</dc:creator><cp:lastModifiedBy>${xmlText(identity.creator)}</cp:lastModifiedBy>` +
    `${time('created')}${time('modified')}</cp:coreProperties>`
  );
}

export function appPropertiesXml(identity: Identity): string {
  const company = identity.company === undefined ? '' : `<Company>${xmlText(identity.company)}</Company>`;
  return `${HEAD}<Properties xmlns="${OFFICE.replace('relationships', 'extended-properties')}"><Application>Quartermaster</Application>${company}</Properties>`;
}
