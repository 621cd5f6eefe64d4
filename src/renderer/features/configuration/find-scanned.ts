import { notifications } from '@mantine/notifications';
import { client } from '#renderer/rpc/client.ts';
import { t } from '#renderer/ui/text/t.ts';

/** The one asset that a scanned or typed code names by tag, serial or identifier; null when none or several do. */
export async function findScanned(code: string): Promise<{ id: number; tag: string; name: string } | null> {
  const { assets } = await client.assets.search({ text: code, limit: 2 });
  const same = (text: string | null) => text !== null && text.toLowerCase() === code.toLowerCase();
  const exact = assets.filter(({ tag, serial }) => same(tag) || same(serial));
  const [found] = exact.length === 0 ? assets : exact;
  if (found === undefined || (exact.length === 0 && assets.length > 1)) return null;
  return { id: found.id, tag: found.tag, name: found.name };
}

/** Says that a code names no asset, or several. */
export function tellUnknown(code: string): void {
  notifications.show({ message: t('configuration.unknownCode', { code }), color: 'red', role: 'alert' });
}
