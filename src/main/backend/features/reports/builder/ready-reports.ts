import type { ReadyReport } from '#shared/features/reports/builder-contract.ts';
import { movements, overdue, stocktakeResult } from './ready/custody.ts';
import { depreciation } from './ready/depreciation.ts';
import { disposals, incidents, licencePosition, maintenanceDone, maintenanceDue, training } from './ready/evidence.ts';
import { patches } from './ready/patches.ts';
import type { ReadyReportDefinition } from './ready/ready-report.ts';
import { additions, registerByCustodian, registerByDepartment, registerByPlace, warranty } from './ready/register.ts';

/** What comes with the application. A part of it offers a report by a definition and a line here. */
export const readyReportDefinitions: Readonly<Record<ReadyReport, ReadyReportDefinition>> = {
  register_by_place: registerByPlace,
  register_by_department: registerByDepartment,
  register_by_custodian: registerByCustodian,
  additions,
  movements,
  overdue,
  warranty,
  depreciation,
  stocktake_result: stocktakeResult,
  licence_position: licencePosition,
  maintenance_due: maintenanceDue,
  maintenance_done: maintenanceDone,
  patches,
  disposals,
  incidents,
  training,
};
