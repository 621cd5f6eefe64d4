import { sections } from '#shared/features/configuration/record.ts';
import type { RecordContent } from '#shared/features/configuration/record.ts';
import { client } from '#renderer/rpc/client.ts';
import { useAction } from '#renderer/rpc/use-action.ts';
import { FactList } from '#renderer/ui/FactList.tsx';
import { Markdown } from '#renderer/ui/markdown/Markdown.tsx';
import { word } from '#renderer/ui/text/t.ts';
import classes from './record.module.css';

/** Facts section by section, and the pages under them. */
export function RecordContentView({ content: { facts, pages } }: { content: RecordContent }) {
  const open = useAction((id: number) => client.assets.openAttachment({ id }));
  return (
    <div className={classes['record']}>
      <div className={classes['sections']}>
        {sections.map((section) => {
          const own = facts.filter((fact) => fact.section === section);
          return own.length === 0 ? null : (
            <section key={section} aria-label={word('recordSection', section)}>
              <h3>{word('recordSection', section)}</h3>
              <FactList facts={own.map(({ name, value }) => ({ label: name, value }))} />
            </section>
          );
        })}
      </div>
      {pages.map(({ title, body }) => (
        <article key={title} aria-label={title}>
          <h3>{title}</h3>
          <Markdown text={body} level={4} openAttachment={(id) => open.mutate(id)} />
        </article>
      ))}
    </div>
  );
}
