-- Activities for wrk: each its own id, 1,000 conversations in turn. Arguments: mode and texts, see Wrk.cs.
local mode, texts = "expectReplies", "same"
local run = tostring(os.time()) .. tostring({}):sub(8)
local number = 0
local questions = {
  "what is the lump behind my knee full of?",
  "what causes pain behind the knee?",
  "does a baker's cyst come back after it is drained?",
  "how is a meniscus tear treated?",
  "can I run with hamstring tendinitis?",
}
local parts = { "after running", "when I sit", "in the morning", "on stairs", "at night", "since spring", "after football", "when bending" }

function init(args)
  mode = args[1] or mode
  texts = args[2] or texts
end

function request()
  number = number + 1
  local text = questions[number % #questions + 1]
  if texts == "distinct" then
    text = text:sub(1, -2) .. " " .. parts[number % #parts + 1] .. " for " .. number .. " days?"
  end
  local delivery = mode == "expectReplies" and '"deliveryMode":"expectReplies"' or ('"serviceUrl":"' .. mode .. '"')
  local body = '{"type":"message","id":"' .. run .. number .. '","channelId":"test","from":{"id":"u"},"recipient":{"id":"b"},"conversation":{"id":"c'
    .. number % 1000 .. '"},' .. delivery .. ',"text":"' .. text .. '"}'
  return wrk.format("POST", nil, { ["Content-Type"] = "application/json" }, body)
end
