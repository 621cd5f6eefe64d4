/** What verification can find, worst first for whoever reads only one. */
export type PackFaultCode =
  | 'NOT_READABLE'
  | 'SHEET_MISSING'
  | 'SHEET_ADDED'
  | 'SHEETS_REORDERED'
  | 'SHEET_ALTERED'
  | 'ROW_COUNT_DIFFERS'
  | 'PROVENANCE_ALTERED'
  | 'COVER_ALTERED'
  | 'LOG_GAP'
  | 'LOG_LINK_BROKEN'
  | 'LOG_ENTRY_ALTERED'
  | 'LOG_MAC_WRONG'
  | 'LOG_DIFFERS_FROM_JOURNAL'
  | 'OTHER_DATABASE'
  | 'JOURNAL_CUT_OFF'
  | 'JOURNAL_DIFFERS'
  | 'PACK_UNKNOWN'
  | 'PACK_RECORD_DIFFERS'
  | 'FILE_ALTERED';

export interface PackFault {
  readonly code: PackFaultCode;
  /** Sheet, row or part. */
  readonly where: string;
}

/** The file is not as the application writes packs; nothing behind this point was looked at. */
export class UnreadablePack extends Error {
  readonly where: string;

  constructor(where: string) {
    super(`not as a pack is written: ${where}`);
    this.name = 'UnreadablePack';
    this.where = where;
  }
}

const listedFaults = 1000;

/** Faults in the order in which they are found, counted whole and listed up to a thousand. */
export class PackFaults {
  readonly list: PackFault[] = [];
  count = 0;

  add(code: PackFaultCode, where: string): void {
    this.count += 1;
    if (this.list.length < listedFaults) this.list.push({ code, where });
  }
}
