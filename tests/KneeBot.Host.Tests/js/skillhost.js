// Microsoft's SDK as the bot's caller: a skill host, which sends activities by its own client and takes the replies by its own
// connector service. Reads one JSON a line, { url, activity }, and answers { status, body, replies }.
const http = require("http");
const readline = require("readline");
const { ChannelServiceRoutes, ConfigurationBotFrameworkAuthentication } = require("botbuilder");
const { CloudChannelServiceHandler } = require("botbuilder/lib/cloudChannelServiceHandler");

const replies = [];

class Handler extends CloudChannelServiceHandler {
  async onReplyToActivity(claims, conversationId, activityId, activity) {
    replies.push({ conversationId, activityId, activity });
    return { id: "reply-" + replies.length };
  }
  async onSendToConversation(claims, conversationId, activity) {
    replies.push({ conversationId, activityId: null, activity });
    return { id: "reply-" + replies.length };
  }
}

const authentication = new ConfigurationBotFrameworkAuthentication({});
const routes = [];
const add = (method) => (path, handler) =>
  routes.push({ method, pattern: new RegExp("^" + path.replace(/:(\w+)/g, "(?<$1>[^/]+)") + "$"), handler });
new ChannelServiceRoutes(new Handler(authentication)).register({ get: add("GET"), post: add("POST"), put: add("PUT"), delete: add("DELETE") });

const server = http.createServer((request, response) => {
  const route = routes.find((one) => one.method === request.method && one.pattern.test(request.url));
  if (!route) return response.writeHead(404).end();
  request.params = Object.fromEntries(Object.entries(request.url.match(route.pattern).groups).map(([name, value]) => [name, decodeURIComponent(value)]));
  response.status = (code) => ((response.statusCode = code), response);
  response.send = (body) => response.write(typeof body === "string" ? body : JSON.stringify(body));
  route.handler(request, response, () => {});
});

server.listen(0, "127.0.0.1", () => {
  const serviceUrl = `http://127.0.0.1:${server.address().port}`;
  const client = authentication.createBotFrameworkClient();
  const input = readline.createInterface({ input: process.stdin });
  let last = Promise.resolve();
  input.on("line", (line) => {
    last = last.then(async () => {
      const { url, activity } = JSON.parse(line);
      replies.length = 0;
      try {
        const { status, body } = await client.postActivity("", "", url, serviceUrl, activity.conversation.id, activity);
        console.log(JSON.stringify({ status, body: body ?? null, replies }));
      } catch (fault) {
        console.log(JSON.stringify({ status: 0, body: String(fault.stack), replies }));
      }
    });
  });
  input.on("close", () => last.then(() => process.exit(0)));
});
