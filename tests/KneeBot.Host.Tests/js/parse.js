// Reads activities, one JSON a line, and says what Microsoft's types make of each: { ok, fault }.
// A property that the types do not know, or that their serializer changes or drops, is a fault.
const readline = require("readline");
const { isDeepStrictEqual } = require("util");
const { createSerializer } = require("@azure/core-client");
const { ActivityTypes } = require("botframework-schema");
const mappers = require("botframework-connector/lib/connectorApi/models/mappers");

const serializer = createSerializer(mappers, false);

function check(raw) {
  const names = new Set(Object.values(mappers.Activity.type.modelProperties).map((property) => property.serializedName));
  const unknown = Object.keys(raw).filter((name) => !names.has(name));
  if (unknown.length > 0) throw new Error("properties that an activity does not have: " + unknown.join(", "));
  if (!Object.values(ActivityTypes).includes(raw.type)) throw new Error("no type of activity: " + raw.type);
  const activity = serializer.deserialize(mappers.Activity, raw, "activity");
  const again = JSON.parse(JSON.stringify(serializer.serialize(mappers.Activity, activity, "activity")));
  // Of an entity these types keep the type alone.
  for (const one of [raw, again]) if (one.entities) one.entities = one.entities.map(({ type }) => ({ type }));
  const changed = Object.keys(raw).filter((name) => !isDeepStrictEqual(raw[name], again[name]));
  if (changed.length > 0) throw new Error("properties that do not survive: " + changed.join(", "));
}

readline.createInterface({ input: process.stdin }).on("line", (line) => {
  try {
    check(JSON.parse(line));
    console.log(JSON.stringify({ ok: true }));
  } catch (fault) {
    console.log(JSON.stringify({ ok: false, fault: String(fault.message) }));
  }
});
