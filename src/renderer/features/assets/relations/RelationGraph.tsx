import { Text } from '@mantine/core';
import type { Asset } from '#shared/features/assets/model.ts';
import type { Relation } from '#shared/features/assets/relation-contract.ts';
import { endsService } from '#shared/features/assets/status.ts';
import { hrefTo } from '#renderer/ui/href.ts';
import { t, word } from '#renderer/ui/text/t.ts';
import { graphWidth, layOut, nodeHeight, nodeWidth } from './graph-layout.ts';
import { phraseOf } from './phrases.ts';
import classes from './relations.module.css';

/** Letters that fit into a box at its size of type. */
const fitting = 34;

function Box({ tag, name, x, y }: { tag: string; name: string; x: number; y: number }) {
  return (
    <>
      <rect x={x} y={y} width={nodeWidth} height={nodeHeight} rx={5} />
      <text x={x + 12} y={y + 19} className={classes['tag']}>
        {tag}
      </text>
      <text x={x + 12} y={y + 36} className={classes['name']}>
        {name.length > fitting ? `${name.slice(0, fitting - 1)}…` : name}
      </text>
    </>
  );
}

/** The asset between what points at it and what it points at; every box leads to its page. */
export function RelationGraph({ asset, relations }: { asset: Asset; relations: readonly Relation[] }) {
  const { height, centre, placed, left } = layOut(relations);
  return (
    <>
      <svg
        className={classes['graph']}
        viewBox={`0 0 ${graphWidth} ${height}`}
        role="group"
        aria-label={t('relations.graph')}
      >
        <defs>
          <marker
            id="relation-arrow"
            viewBox="0 0 8 8"
            refX={7}
            refY={4}
            markerWidth={7}
            markerHeight={7}
            orient="auto"
          >
            <path d="M 0 0 L 8 4 L 0 8 z" className={classes['arrow']} />
          </marker>
        </defs>
        {placed.map(({ relation, curve }) => (
          <path
            key={relation.id}
            d={curve}
            className={classes['edge']}
            {...(relation.type === 'connected_to' ? {} : { markerEnd: 'url(#relation-arrow)' })}
          />
        ))}
        {placed.map(({ relation, y, labelX, labelAnchor }) => (
          <text
            key={relation.id}
            x={labelX}
            y={y + nodeHeight / 2 - 6}
            textAnchor={labelAnchor}
            className={classes['edgeLabel']}
            aria-hidden
          >
            {word('relation', relation.type)}
          </text>
        ))}
        <g className={classes['centre']}>
          <Box tag={asset.tag} name={asset.name} {...centre} />
        </g>
        {placed.map(({ relation: { id, type, end, other }, x, y }) => (
          <a
            key={id}
            href={hrefTo(`/assets/${other.id}`)}
            className={classes['node']}
            data-alarm={endsService(other.status) || undefined}
            aria-label={`${phraseOf(type, end)} ${other.tag} ${other.name}, ${word('status', other.status)}`}
          >
            <Box tag={`${other.tag} · ${word('status', other.status)}`} name={other.name} x={x} y={y} />
          </a>
        ))}
      </svg>
      {left === 0 ? null : (
        <Text size="xs" c="dimmed">
          {t('relations.moreInList', { count: left })}
        </Text>
      )}
    </>
  );
}
