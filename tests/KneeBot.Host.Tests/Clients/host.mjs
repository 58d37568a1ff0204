// The built host as a program of its own, and a way in that can be broken.
import { spawn } from 'node:child_process';
import { createServer, connect } from 'node:net';
import { tmpdir } from 'node:os';

export const secret = 'a-secret-of-the-tests-alone';

/** Starts the host; arguments such as '--Channels:DirectLine:MaxMessages=3' come on top of the defaults. */
export async function startHost({ args = [], port = 0 } = {}) {
  const dll = process.env.KNEEBOT_HOST ?? fail('KNEEBOT_HOST names no KneeBot.Host.dll.');
  const host = spawn('dotnet', [dll, `--urls=http://127.0.0.1:${port}`, '--Guardrails:Semantic=off', `--Channels:DirectLine:Secret=${secret}`, ...args], {
    cwd: tmpdir(),
    env: { ...process.env, ASPNETCORE_ENVIRONMENT: 'Development', ASPNETCORE_URLS: '' },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let output = '';
  const started = new Promise((resolve, reject) => {
    const take = data => {
      output += data;
      const address = /It serves at (http:\/\/[^ ]+)/.exec(output);
      if (address) resolve(address[1]);
    };
    host.stdout.on('data', take);
    host.stderr.on('data', take);
    host.on('exit', code => reject(new Error(`the host ended with ${code}: ${output}`)));
  });
  const address = await started;
  const ended = new Promise(resolve => host.on('exit', resolve));
  process.on('exit', () => host.kill('SIGKILL'));
  return {
    address,
    pid: host.pid,
    port: Number(new URL(address).port),
    output: () => output,
    stop: (signal = 'SIGTERM') => { host.kill(signal); return ended; },
  };
}

/** A port of its own in front of the host. It can break every connection, or go on to another host. */
export async function startWay(port) {
  const open = new Set();
  const way = {
    target: port,
    broken: 0,
    /** Breaks one connection at random, as a lost network does. */
    breakOne() {
      const all = [...open];
      if (all.length === 0) return false;
      all[Math.floor(Math.random() * all.length)].destroy();
      way.broken++;
      return true;
    },
    breakAll() { for (const socket of open) socket.destroy(); },
    close: () => new Promise(resolve => { way.breakAll(); server.close(resolve); }),
  };
  const server = createServer(inside => {
    const outside = connect(way.target, '127.0.0.1');
    open.add(inside);
    for (const [one, other] of [[inside, outside], [outside, inside]]) {
      one.on('error', () => other.destroy());
      one.on('close', () => { open.delete(inside); other.destroy(); });
      one.pipe(other);
    }
  });
  await new Promise(resolve => server.listen(0, '127.0.0.1', resolve));
  way.address = `http://127.0.0.1:${server.address().port}`;
  return way;
}

export async function token(address) {
  const response = await fetch(`${address}/v3/directline/tokens/generate`, { method: 'POST', headers: { Authorization: `Bearer ${secret}` } });
  if (!response.ok) fail(`no token: ${response.status} ${await response.text()}`);
  return response.json();
}

export const sleep = ms => new Promise(resolve => setTimeout(resolve, ms));

/** Waits until it is so; says what was waited for when it never is. */
export async function until(what, isSo, ms = 60_000) {
  const end = Date.now() + ms;
  for (;;) {
    const so = await isSo();
    if (so) return so;
    if (Date.now() > end) fail(`waited in vain for: ${typeof what === 'function' ? what() : what}`);
    await sleep(25);
  }
}

export function fail(why) { throw new Error(why); }

export function same(actual, expected, what) {
  const [a, e] = [JSON.stringify(actual), JSON.stringify(expected)];
  if (a !== e) fail(`${what}: ${a}, expected ${e}`);
}

/** Runs the scenario named on the command line. */
export async function run(scenarios) {
  const name = process.argv[2];
  if (!scenarios[name]) fail(`There is no scenario ${name}: ${Object.keys(scenarios).join(', ')}.`);
  try {
    const result = await scenarios[name]();
    if (result) console.log(result);
    process.exit(0);
  } catch (error) {
    console.error(`${name}: ${error.stack ?? error}`);
    process.exit(1);
  }
}
