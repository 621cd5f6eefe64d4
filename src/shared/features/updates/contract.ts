import * as z from 'zod';
import { command, query } from '#shared/rpc/define.ts';
import { cursor, day, id, line, page, reference, requiredLine } from '#shared/rpc/fields.ts';
import {
  campaign,
  campaignDetails,
  campaignMember,
  campaignRow,
  complianceRow,
  groupings,
  installedVersion,
  memberStates,
  release,
  releaseDetails,
  softwareKinds,
  trackedProduct,
  trackingDetails,
} from './model.ts';
import { compliances } from './scheme.ts';

const version = z.number().int();
const paging = { cursor: cursor.optional(), limit: z.number().int().min(1).max(500).default(100) };
const unreadable = { VERSION_UNREADABLE: { data: z.object({ number: z.string(), scheme: z.string() }) } } as const;
const closed = { CAMPAIGN_CLOSED: { data: z.object({ name: z.string() }) } } as const;

export const installedFilter = z.object({
  states: z.array(z.enum(compliances)).max(compliances.length).optional(),
  kind: z.enum(softwareKinds).optional(),
  productId: id.optional(),
  assetId: id.optional(),
  /** Null asks for assets that are in none. */
  departmentId: id.nullable().optional(),
  placeId: id.nullable().optional(),
  categoryId: id.nullable().optional(),
  search: line(100).optional(),
});
export type InstalledFilter = z.infer<typeof installedFilter>;

/** Which versions are installed, which should be, and how they get there. */
export const updatesContract = {
  /** Products whose versions are watched, with where their installations stand. */
  listProducts: query('asset.view').output(z.array(trackedProduct)),
  /** Products that could be watched, those on the most assets first. */
  listCandidates: query('asset.view').output(z.array(reference.extend({ installed: z.number().int() }))),
  /** Watches a product, or says anew how. */
  trackProduct: command('maintenance.plan')
    .input(trackingDetails.extend({ version: version.nullable() }))
    .errors(unreadable),
  /** It is watched no more; its releases are kept. */
  forgetProduct: command('maintenance.plan')
    .input(z.object({ productId: id, version }))
    .errors({ CAMPAIGN_RUNS: { data: z.object({ name: z.string() }) } }),
  listReleases: query('asset.view')
    .input(z.object({ productId: id }))
    .output(z.array(release)),
  saveRelease: command('maintenance.plan')
    .input(z.object({ id: id.nullable(), version: version.nullable(), productId: id, release: releaseDetails }))
    .output(z.object({ id }))
    .errors({ ...unreadable, RELEASE_KNOWN: { data: z.object({ number: z.string() }) } }),
  archiveRelease: command('maintenance.plan')
    .input(z.object({ id, version }))
    .errors({ RELEASE_IS_TARGET: { data: z.object({ number: z.string(), name: z.string() }) } }),
  /** Lines of a file: version; day; security; supported until; branch. All or none. */
  importReleases: command('maintenance.plan')
    .input(z.object({ productId: id, text: z.string().min(1).max(1_000_000) }))
    .output(z.object({ added: z.number().int(), known: z.number().int() }))
    .errors({
      RELEASES_REFUSED: {
        data: z.object({ problems: z.array(z.object({ line: z.number().int(), code: z.string(), text: z.string() })) }),
      },
    }),
  /** How many installations stand where, by product, department, place or category. */
  compliance: query('asset.view')
    .input(z.object({ by: z.enum(groupings), productId: id.optional(), kind: z.enum(softwareKinds).optional() }))
    .output(z.object({ rows: z.array(complianceRow), total: complianceRow })),
  /** The list behind each of these numbers. */
  listInstalled: query('asset.view').input(installedFilter.extend(paging)).output(page(installedVersion)),
  listCampaigns: query('asset.view').output(z.array(campaignRow)),
  getCampaign: query('asset.view').input(z.object({ id })).output(campaign),
  saveCampaign: command('maintenance.plan')
    .input(z.object({ id: id.nullable(), version: version.nullable(), campaign: campaignDetails }))
    .output(z.object({ id, number: z.number().int() }))
    .errors({ ...closed, PRODUCT_NOT_WATCHED: { data: z.object({ name: z.string() }) } }),
  /** It is over; how far it came is kept. */
  closeCampaign: command('maintenance.plan').input(z.object({ id, version })).errors(closed),
  listMembers: query('asset.view')
    .input(
      z.object({
        campaignId: id,
        states: z.array(z.enum(memberStates)).max(memberStates.length).optional(),
        /** Null asks for those that no wave takes. */
        wave: z.number().int().nullable().optional(),
        search: line(100).optional(),
        ...paging,
      }),
    )
    .output(page(campaignMember)),
  /** Leaves assets out until a day; from the next one on they count again. */
  exceptMembers: command('maintenance.plan')
    .input(z.object({ campaignId: id, assetIds: z.array(id).min(1).max(500), reason: requiredLine(300), until: day }))
    .errors({ ...closed, DAY_PAST: { data: z.object({ day }) } }),
  endException: command('maintenance.plan').input(z.object({ id })).errors(closed),
  /** The target was installed by hand: it is written down as seen there, until an inventory says otherwise. */
  noteUpdated: command('maintenance.work')
    .input(z.object({ campaignId: id, assetIds: z.array(id).min(1).max(500) }))
    .output(z.object({ noted: z.number().int() }))
    .errors(closed),
};
