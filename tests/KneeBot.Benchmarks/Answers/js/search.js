// node search.js FOLDER SECONDS: queries a second of minisearch, then each query's ten best documents as one JSON line.
const fs = require('fs');
const path = require('path');
const MiniSearch = require('minisearch');

const [folder, seconds] = [process.argv[2], Number(process.argv[3])];
const lines = name => fs.readFileSync(path.join(folder, name), 'utf8').split('\n').filter(line => line.trim()).map(line => JSON.parse(line));
const index = new MiniSearch({ fields: ['title', 'text'], idField: '_id' });
index.addAll(lines('corpus.jsonl').map(({ _id, title, text }) => ({ _id, title: title ?? '', text })));
const queries = lines('queries.jsonl');
for (const query of queries) index.search(query.text);

let done = 0;
const start = process.hrtime.bigint();
while (Number(process.hrtime.bigint() - start) < seconds * 1e9) {
  index.search(queries[done % queries.length].text);
  done++;
}
const perSecond = done / (Number(process.hrtime.bigint() - start) / 1e9);
console.log(JSON.stringify({ perSecond, found: Object.fromEntries(queries.map(query => [query._id, index.search(query.text).slice(0, 100).map(hit => hit.id)])) }));
