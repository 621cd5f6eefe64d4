import * as z from 'zod';

/** That an asset stands still until the incident of that number is closed; of every command that would move it on. */
export const frozenError = { ASSET_FROZEN: { data: z.object({ tag: z.string(), number: z.number().int() }) } } as const;
