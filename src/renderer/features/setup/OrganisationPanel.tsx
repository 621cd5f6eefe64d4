import { Loader, Stack } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { rpc } from '#renderer/rpc/client.ts';
import { sentenceOfError } from '#renderer/rpc/failure.ts';
import { FailureAlert } from '#renderer/ui/FailureAlert.tsx';
import { LabelRolls } from './LabelRolls.tsx';
import { OrganisationSettings } from './OrganisationSettings.tsx';
import { StocktakeSettings } from './StocktakeSettings.tsx';
import { TagSchemeSettings } from './TagSchemeSettings.tsx';

export function OrganisationPanel() {
  const query = useQuery(rpc.setup.getSettings.queryOptions());
  if (query.error !== null) return <FailureAlert sentence={sentenceOfError(query.error)} />;
  if (query.data === undefined) return <Loader size="sm" />;
  const { organisation, tagScheme, nextTagNumber, stocktakeSecondPerson } = query.data;
  return (
    // What was known before the first run ended is replaced by what is, in the fields as well.
    <Stack gap="md">
      <OrganisationSettings key={JSON.stringify(organisation)} organisation={organisation} />
      <TagSchemeSettings
        key={JSON.stringify([tagScheme, nextTagNumber])}
        scheme={tagScheme}
        nextNumber={nextTagNumber}
      />
      <LabelRolls />
      <StocktakeSettings key={String(stocktakeSecondPerson)} secondPerson={stocktakeSecondPerson} />
    </Stack>
  );
}
