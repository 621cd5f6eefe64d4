import { Button, Menu } from '@mantine/core';
import { IconFlask } from '@tabler/icons-react';
import { brotherDpi, printerLanguages } from '#shared/features/labels/printer-contract.ts';
import type { Printer, PrinterLanguage } from '#shared/features/labels/printer-contract.ts';
import { client } from '#renderer/rpc/client.ts';
import { useAction } from '#renderer/rpc/use-action.ts';
import { t } from '#renderer/ui/text/t.ts';

/** A name that no printer has yet. */
function freeName(language: PrinterLanguage, printers: readonly Printer[]): string {
  const base = t('printers.simulated', { language: t(`labels.language.${language}`) });
  const taken = new Set(printers.map(({ name }) => name.toLowerCase()));
  for (let number = 1; ; number += 1) {
    const name = number === 1 ? base : `${base} ${number}`;
    if (!taken.has(name.toLowerCase())) return name;
  }
}

/** Sets up one of the printers that ship with the application, so that everything can be tried without hardware. */
export function TryPrinter({ printers }: { printers: readonly Printer[] }) {
  const add = useAction((language: PrinterLanguage) =>
    client.labels.savePrinter({
      id: null,
      name: freeName(language, printers),
      transport: 'simulator',
      port: 9100,
      language,
      dpi: language === 'brother' ? brotherDpi : 203,
      offsetXDots: 0,
      offsetYDots: 0,
      darkness: null,
      mediumKey: language === 'brother' ? 'brother-dk-22205' : 'zebra-51x25',
      encodes: language === 'zpl',
    }),
  );
  return (
    <Menu position="bottom-end">
      <Menu.Target>
        <Button size="compact-sm" variant="default" leftSection={<IconFlask size={14} />} loading={add.isPending}>
          {t('devices.tryWithout')}
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        {printerLanguages.map((language) => (
          <Menu.Item key={language} onClick={() => add.mutate(language)}>
            {t(`labels.language.${language}`)}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}
