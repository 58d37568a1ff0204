// Bundles the widget and the scripts of the host's pages into the host's wwwroot. With --verify it compares instead of
// writing, so that a committed file that its sources do not give fails the build.
import { build } from 'esbuild';
import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';

const wwwroot = new URL('../KneeBot.Host/wwwroot/', import.meta.url);
const sizeLimit = 25_600; // bytes of widget.js after gzip -9
const verify = process.argv.includes('--verify');

for (const [source, name] of [['index.ts', 'widget.js'], ['page.ts', 'widget-page.js'], ['home.ts', 'home.js']]) {
  const { outputFiles } = await build({
    entryPoints: [fileURLToPath(new URL(`src/${source}`, import.meta.url))],
    bundle: true,
    minify: true,
    write: false,
    format: 'iife',
    target: ['es2020'],
    charset: 'ascii', // also right on a page that is not in UTF-8
    legalComments: 'none',
    plugins: [{ name: 'css', setup: minifyStyles }],
  });
  const made = Buffer.from(outputFiles[0].contents);
  const file = fileURLToPath(new URL(name, wwwroot));
  const zipped = gzipSync(made, { level: 9 }).length;
  console.log(`${name}: ${made.length} bytes, ${zipped} after gzip -9`);
  if (name === 'widget.js' && zipped > sizeLimit)
    throw new Error(`widget.js has ${zipped} bytes after gzip -9; the limit is ${sizeLimit}.`);
  if (!verify)
    writeFileSync(file, made);
  else if (!readFileSync(file).equals(made))
    throw new Error(`${name} in the host's wwwroot is not what its sources give: run "npm run build" and commit it.`);
}

/** The style sheet is a string inside the script: the widget adopts it, which a strict content policy allows. */
function minifyStyles({ onLoad }) {
  onLoad({ filter: /\.css$/ }, async ({ path }) => {
    const { outputFiles } = await build({ entryPoints: [path], minify: true, write: false, target: ['chrome105', 'firefox110', 'safari16'] });
    return { contents: outputFiles[0].text.trim(), loader: 'text' };
  });
}
