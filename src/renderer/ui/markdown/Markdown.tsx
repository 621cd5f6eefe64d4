import { Anchor } from '@mantine/core';
import { Fragment, useMemo } from 'react';
import type { ReactNode } from 'react';
import { readMarkdown, targetOfLink } from '#shared/primitives/markdown.ts';
import type { Block, Inline } from '#shared/primitives/markdown.ts';
import classes from './markdown.module.css';

interface MarkdownProps {
  text: string;
  /** The level of its first headings among those of the page. */
  level?: 2 | 3 | 4;
  /** Opens a file that a link names; without it such links are only read. */
  openAttachment?: (id: number) => void;
}

/** Shows CommonMark as elements of ours: nothing that was typed ever becomes markup. */
export function Markdown({ text, level = 2, openAttachment }: MarkdownProps) {
  const blocks = useMemo(() => readMarkdown(text), [text]);
  return <div className={classes['markdown']}>{drawBlocks(blocks, { level, openAttachment })}</div>;
}

interface Drawing {
  level: number;
  openAttachment: ((id: number) => void) | undefined;
}

// Blocks and pieces of text have no identity of their own beside their place.
function drawBlocks(blocks: readonly Block[], drawing: Drawing): ReactNode[] {
  // oxlint-disable-next-line react/no-array-index-key
  return blocks.map((block, index) => <Fragment key={index}>{drawBlock(block, drawing)}</Fragment>);
}

function drawBlock(block: Block, drawing: Drawing): ReactNode {
  switch (block.kind) {
    case 'heading': {
      const Heading = `h${Math.min(6, block.level - 1 + drawing.level)}` as 'h2' | 'h3' | 'h4' | 'h5' | 'h6';
      return <Heading>{drawInlines(block.children, drawing)}</Heading>;
    }
    case 'paragraph':
      return <p>{drawInlines(block.children, drawing)}</p>;
    case 'list': {
      const items = block.items.map((item, index) => (
        // oxlint-disable-next-line react/no-array-index-key
        <li key={index}>{drawBlocks(item, drawing)}</li>
      ));
      return block.ordered ? <ol start={block.start}>{items}</ol> : <ul>{items}</ul>;
    }
    case 'quote':
      return <blockquote>{drawBlocks(block.children, drawing)}</blockquote>;
    case 'code':
      return <pre>{block.text}</pre>;
    case 'rule':
      return <hr />;
  }
}

function drawInlines(inlines: readonly Inline[], drawing: Drawing): ReactNode[] {
  // oxlint-disable-next-line react/no-array-index-key
  return inlines.map((inline, index) => <Fragment key={index}>{drawInline(inline, drawing)}</Fragment>);
}

function drawInline(inline: Inline, drawing: Drawing): ReactNode {
  switch (inline.kind) {
    case 'text':
      return inline.text;
    case 'code':
      return <code>{inline.text}</code>;
    case 'break':
      return <br />;
    case 'strong':
      return <strong>{drawInlines(inline.children, drawing)}</strong>;
    case 'emphasis':
      return <em>{drawInlines(inline.children, drawing)}</em>;
    case 'link':
      return drawLink(inline.href, drawInlines(inline.children, drawing), drawing);
  }
}

function drawLink(href: string, words: ReactNode, { openAttachment }: Drawing): ReactNode {
  const target = targetOfLink(href);
  if (target !== null && 'page' in target)
    return (
      <Anchor href={target.page} inherit underline="always">
        {words}
      </Anchor>
    );
  if (target !== null && openAttachment !== undefined)
    return (
      <Anchor
        component="button"
        type="button"
        inherit
        underline="always"
        onClick={() => openAttachment(target.attachment)}
      >
        {words}
      </Anchor>
    );
  // The window opens no other address; it is there to be read and copied.
  return (
    <>
      {words} <span className={classes['address']}>({href})</span>
    </>
  );
}
