import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** Gives a file with this content to `work` and removes it afterwards. */
export async function withFile<Result>(
  name: string,
  content: string | Uint8Array,
  work: (path: string) => Promise<Result>,
): Promise<Result> {
  return await withFolder(async (folder) => {
    const path = join(folder, name);
    await writeFile(path, content);
    return await work(path);
  });
}

/** Gives an empty folder to `work` and removes it afterwards. */
export async function withFolder<Result>(work: (folder: string) => Promise<Result>): Promise<Result> {
  const folder = await mkdtemp(join(tmpdir(), 'quartermaster-spreadsheets-'));
  try {
    return await work(folder);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
