import * as z from 'zod';
import { command, job, query } from '#shared/rpc/define.ts';
import { id, line, requiredLine } from '#shared/rpc/fields.ts';
import { fact, record, recordContent, recordTemplate, recordVersion } from './record.ts';

const ofAsset = z.object({ assetId: id });
const number = z.number().int().positive();

export const recordContract = {
  /** A version of what is written down of an asset, by default the newest; null while nothing is. */
  getRecord: query('asset.view')
    .input(ofAsset.extend({ number: number.nullable().default(null) }))
    .output(record.nullable()),
  /** The newest first. */
  listRecordVersions: query('asset.view').input(ofAsset).output(z.array(recordVersion)),
  /** Every save is a version. `seen` is the newest that the page knew, 0 for none. */
  saveRecord: command('asset.edit')
    .input(ofAsset.extend({ seen: z.number().int().min(0), content: recordContent, note: line(200) }))
    .output(z.object({ number }))
    .errors({ RECORD_UNCHANGED: {} }),
  /** What an earlier version says becomes the newest one. */
  restoreRecord: command('asset.edit')
    .input(ofAsset.extend({ seen: z.number().int().min(0), number }))
    .output(z.object({ number }))
    .errors({ RECORD_UNCHANGED: {} }),
  /** Facts that other parts know of the asset: model, serial, addresses, fields, installed software. */
  proposeFacts: query('asset.view').input(ofAsset).output(z.array(fact)),
  listRecordTemplates: query('asset.view').output(z.array(recordTemplate)),
  saveRecordTemplate: command('configuration.edit')
    .input(z.object({ id: id.nullable(), version: z.number().int(), name: requiredLine(120), content: recordContent }))
    .output(z.object({ id }))
    .errors({ TEMPLATE_NAME_TAKEN: { data: z.object({ name: z.string() }) } }),
  archiveRecordTemplate: command('configuration.edit').input(z.object({ id, version: z.number().int() })),
  /** Asks where, then writes what is written down as PDF. */
  saveRecordPdf: job('asset.view')
    .input(ofAsset.extend({ number: number.nullable().default(null), language: z.enum(['en', 'de']).default('en') }))
    .output(z.object({ path: z.string().nullable() })),
};
