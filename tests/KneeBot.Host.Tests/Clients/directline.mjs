// botframework-directlinejs, as published, against the host.
import { createRequire } from 'node:module';
import WebSocket from 'ws';
import { fail, run, same, sleep, startHost, startWay, token, until } from './host.mjs';

const require = createRequire(import.meta.url);
globalThis.XMLHttpRequest = require('xhr2');
globalThis.WebSocket = WebSocket;
const { ConnectionStatus, DirectLine } = require('botframework-directlinejs');
const { async } = require('rxjs/scheduler/async');

const question = 'what is the lump behind my knee full of?';
const redFlag = 'my left calf is swollen and hot since yesterday';

/** A client that keeps what it gets. */
async function join(address, options = {}) {
  const given = await token(address);
  const line = new DirectLine({ domain: `${address}/v3/directline`, token: given.token, random: () => 0, ...options });
  const client = { line, given, activities: [], statuses: [], error: null };
  line.connectionStatus$.subscribe(status => client.statuses.push(status));
  line.activity$.subscribe(activity => client.activities.push(activity), error => { client.error = error; });
  client.replies = () => client.activities.filter(activity => activity.type === 'message' && activity.from.role === 'bot' && activity.replyToId);
  client.echoes = () => client.activities.filter(activity => activity.from.id === given.userId);
  const once = activity => new Promise((resolve, reject) => line.postActivity(activity).subscribe(resolve, reject));
  client.post = async message => {
    const activity = { from: { id: 'mallory', name: 'Ann' }, type: 'message', channelData: { clientActivityID: `${Math.random()}` }, ...message };
    // The client says 'retry' when it does not know whether a message arrived: the page sends the same again.
    for (;;) {
      const id = await once({ ...activity });
      if (id !== 'retry') return id;
      await sleep(200);
    }
  };
  client.reply = id => until(`a reply to ${id}`, () => client.replies().find(reply => reply.replyToId === id));
  return client;
}

async function talk(options) {
  const host = await startHost();
  const client = await join(host.address, options);
  const welcome = await until('the welcome', () => client.activities[0]);
  if (!welcome.text.startsWith('Hello.')) fail(welcome.text);

  const id = await client.post({ text: question, channelData: { clientActivityID: 'a1', mine: 1 } });
  const reply = await client.reply(id);
  if (!reply.text.includes("Baker's cyst")) fail(reply.text);
  const echo = client.echoes()[0];
  same([echo.id, echo.text, echo.from.id, echo.channelData.clientActivityID], [id, question, client.given.userId, 'a1'], 'the echo');
  const claims = reply.entities.find(entity => entity.type === 'https://schema.org/Message').citation;
  if (!claims[0].appearance.url.includes('#:~:text=') && !claims[0].appearance.url.includes(':~:text=')) fail(claims[0].appearance.url);

  same(await client.post({ text: question, channelData: { clientActivityID: 'a1' } }), id, 'the id of a message sent again');
  const second = await client.post({ text: redFlag });
  const urgent = await client.reply(second);
  if (!urgent.text.startsWith('Please go to an emergency department or urgent care today')) fail(urgent.text);
  same([urgent.textFormat, urgent.attachments[0].content.version, urgent.attachments[0].content.actions[0].url], ['plain', '1.5', 'tel:112'], 'the card');
  await sleep(1500);
  same([client.replies().length, client.echoes().length], [2, 2], 'replies and echoes');
  same(new Set(client.activities.map(activity => activity.id)).size, 5, 'different ids');
  await host.stop();
}

await run({
  webSocket: () => talk({}),
  polling: () => talk({ webSocket: false, pollingInterval: 200 }),

  async tokenRefresh() {
    const host = await startHost();
    // The client refreshes after 15 minutes of its scheduler's time: here 1.8 s, so that the new token ends in another second.
    const fast = Object.create(async, { schedule: { value: (work, delay, state) => async.schedule(work, delay > 60_000 ? delay / 500 : delay, state) } });
    const client = await join(host.address, { scheduler: fast });
    await until('the welcome', () => client.activities.length);
    const before = client.line.token;
    await until('a refreshed token', () => client.line.token !== before);
    await client.reply(await client.post({ text: question }));
    await host.stop();
  },

  async killedSockets() {
    const host = await startHost();
    const way = await startWay(host.port);
    const client = await join(way.address);
    await until('the welcome', () => client.activities.length);
    for (let i = 0; i < 3; i++) {
      way.breakAll();
      // The stream is gone; the reply comes when the client is back with its watermark.
      await client.reply(await client.post({ text: `${question} ${i}` }));
    }
    await sleep(500);
    same([client.replies().length, client.echoes().length], [3, 3], 'replies and echoes');
    await way.close();
    await host.stop();
  },

  async restart() {
    const host = await startHost();
    const way = await startWay(host.port);
    const byStream = await join(way.address);
    const byPoll = await join(way.address, { webSocket: false, pollingInterval: 200 });
    for (const client of [byStream, byPoll]) await client.reply(await client.post({ text: question }));
    await host.stop();
    const again = await startHost();
    way.target = again.port;
    const gone = await fetch(`${way.address}/v3/directline/conversations/${byStream.line.conversationId}`, { headers: { Authorization: `Bearer ${byStream.line.token}` } });
    same([gone.status, (await gone.json()).error.code], [404, 'ConversationNotFound'], 'the old conversation');
    await until('the stream to end', () => byStream.error);
    same(byStream.error.message, 'conversation ended', 'what the client says');
    const fresh = await join(way.address);
    await fresh.reply(await fresh.post({ text: question }));
    if (fresh.line.conversationId === byStream.line.conversationId) fail('the new conversation has the old id');
    await way.close();
    await again.stop();
  },

  async forgotten() {
    const host = await startHost();
    const client = await join(host.address);
    await client.reply(await client.post({ text: redFlag }));
    await client.post({ text: 'Forget me' });
    await until('the last words', () => client.activities.some(activity => activity.channelData?.kneebot?.kind === 'forgotten'));
    await until('the end', () => client.activities.some(activity => activity.type === 'endOfConversation'));
    await until('the stream to end', () => client.error);
    await host.stop();
  },

  async files() {
    const host = await startHost();
    const given = await token(host.address);
    const headers = { Authorization: `Bearer ${given.token}` };
    await fetch(`${host.address}/v3/directline/conversations`, { method: 'POST', headers });
    const refused = await fetch(`${host.address}/v3/directline/conversations/${given.conversationId}/upload?userId=me`, { method: 'POST', headers, body: new FormData() });
    same([refused.status, (await refused.json()).error.code], [400, 'FilesNotAccepted'], 'an upload');
    await host.stop();
  },

  /** Visitors whose connections break at random, and a host that is started again under them. */
  async soak() {
    const kills = Number(process.env.KNEEBOT_KILLS ?? 30);
    const limits = ['MessagesPerMinute', 'MessagesPerMinutePerAddress', 'StartsPerMinutePerAddress', 'MaxMessages'].map(name => `--Channels:DirectLine:${name}=100000`);
    let host = await startHost({ args: limits });
    const way = await startWay(host.port);
    const visitors = await Promise.all(Array.from({ length: 10 }, (_, i) => visit(way.address, i)));
    const talking = { now: true };
    const talks = visitors.map(visitor => visitor.talk(talking));
    for (let killed = 0; killed < kills;) {
      await sleep(Math.random() * 400);
      if (way.breakOne()) killed++;
      if (killed === Math.floor(kills / 2) && way.target === host.port) {
        await host.stop('SIGKILL');
        host = await startHost({ args: limits });
        way.target = host.port;
      }
    }
    talking.now = false;
    await Promise.all(talks);
    const sent = visitors.flatMap(visitor => visitor.sent);
    const counts = new Map(sent.map(text => [text, 0]));
    let strays = 0;
    for (const text of visitors.flatMap(visitor => visitor.answered())) counts.has(text) ? counts.set(text, counts.get(text) + 1) : strays++;
    const lost = [...counts.values()].filter(count => count === 0).length;
    const duplicated = [...counts.values()].filter(count => count > 1).length;
    const anew = visitors.reduce((sum, visitor) => sum + visitor.conversations.length - 1, 0);
    const line = `${sent.length} messages, ${way.broken} broken connections, ${anew} new conversations after a restart: ${lost} lost, ${duplicated} duplicated, ${strays} strays`;
    same([lost, duplicated, strays], [0, 0, 0], line);
    await way.close();
    await host.stop();
    return line;
  },
});

/** A visitor's page: sends again what has no id yet, begins anew when the conversation is gone, and shows every reply it gets. */
async function visit(address, number) {
  const visitor = { sent: [], conversations: [await join(address)] };
  const textOf = (client, id) => client.echoes().find(echo => echo.id === id)?.text;
  visitor.answered = () => visitor.conversations.flatMap(client => client.replies().map(reply => textOf(client, reply.replyToId)));
  visitor.talk = async talking => {
    for (let i = 0; talking.now; i++) {
      const text = `${question} ${number}.${i}`;
      visitor.sent.push(text);
      await deliver(text);
      await sleep(Math.random() * 300);
    }
  };
  const deliver = async text => {
    for (let id = null; ;) {
      const client = visitor.conversations.at(-1);
      if (client.error) { visitor.conversations.push(await again()); id = null; continue; }
      if (client.replies().some(reply => textOf(client, reply.replyToId) === text)) return;
      id ??= await client.post({ text, channelData: { clientActivityID: text } }).catch(error => { if (error.status === 404) client.error = error; return null; });
      await sleep(50);
    }
  };
  const again = async () => {
    for (;;) {
      try { return await join(address); } catch { await sleep(200); }
    }
  };
  return visitor;
}
