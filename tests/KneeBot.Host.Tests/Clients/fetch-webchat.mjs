// Gets Web Chat's bundle, byte for byte as published, without the 250 packages that it was built from.
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { copyFileSync, existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const version = '4.18.1';
const integrity = 'sha384-AHFvk4Hi30kPlGug5u1RCA9gNO18GRKqhYcFtulI9sUUUp3HBpyjyTUf2/GVUHHb';
const target = fileURLToPath(new URL('webchat.js', import.meta.url));
const hash = file => 'sha384-' + createHash('sha384').update(readFileSync(file)).digest('base64');

if (existsSync(target) && hash(target) === integrity) process.exit();
const folder = mkdtempSync(join(tmpdir(), 'webchat-'));
try {
  execFileSync('npm', ['pack', `botframework-webchat@${version}`, '--silent', '--pack-destination', folder], { stdio: ['ignore', 'ignore', 'inherit'] });
  execFileSync('tar', ['-xzf', join(folder, `botframework-webchat-${version}.tgz`), '-C', folder, 'package/dist/webchat.js']);
  const bundle = join(folder, 'package/dist/webchat.js');
  if (hash(bundle) !== integrity) throw new Error(`webchat.js ${version} is not the published one: ${hash(bundle)}`);
  copyFileSync(bundle, target);
} finally {
  rmSync(folder, { recursive: true });
}
