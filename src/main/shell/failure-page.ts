import { pageUrl } from './addresses.ts';

export const failurePath = '/-/failure';

/** Following this link never loads anything: the navigation is refused, and the backend started again instead. */
export const restartUrl = `${pageUrl}-/restart`;

export const failureUrl = (reference: string) =>
  `${pageUrl.slice(0, -1)}${failurePath}?reference=${encodeURIComponent(reference)}`;

/** The document shown instead of the page when the backend died three times in a minute. It needs no script. */
export function failureDocument(reference: string): string {
  // The reference comes out of an address, so only what a reference can be is let through.
  const shown = /^[A-F0-9]{4,16}$/.test(reference) ? reference : 'none';
  return `<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8" />
    <title>Quartermaster</title>
    <style>
      :root { color-scheme: light dark; font-family: system-ui, sans-serif; line-height: 1.5; }
      main { max-width: 34rem; margin: 20vh auto 0; padding: 0 1.5rem; }
      h1 { font-size: 1.4rem; }
      a { display: inline-block; padding: 0.6rem 1.2rem; border: 2px solid currentColor; border-radius: 0.4rem;
          color: inherit; text-decoration: none; font-weight: 600; }
      a:focus-visible { outline: 3px solid Highlight; outline-offset: 3px; }
    </style>
  </head>
  <body>
    <main>
      <h1>Quartermaster can't reach its data</h1>
      <p>The part that keeps the records stopped three times in a row. Everything that was confirmed is saved.</p>
      <p><a href="${restartUrl}">Restart</a></p>
      <p>If it happens again, give this reference to whoever looks after Quartermaster: <strong>${shown}</strong>.
        The details are in the file logs/shell.log of the data folder.</p>
    </main>
  </body>
</html>
`;
}
