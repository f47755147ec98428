// Loaded into the server under test (NODE_OPTIONS=--require) and only there: the child that the
// contract itself started has an IPC channel, the processes which that child starts have none.
// Answers questions of the contract and shifts the clock; the application knows nothing of it.
const handlers = new Map();

/** Registers the answer to a topic: a function of the question's payload. */
function answer(topic, handler) {
  handlers.set(topic, handler);
}

if (process.send) {
  process.on("message", async (message) => {
    const handler = handlers.get(message?.contract);
    if (!handler) return;
    try {
      process.send({ id: message.id, result: await handler(message.payload) });
    } catch (error) {
      process.send({ id: message.id, error: String(error?.stack ?? error) });
    }
  });
  process.channel?.unref();
  // Whoever started this server is gone, however that came about.
  process.on("disconnect", () => process.exit());
}

answer("cpu", () => process.cpuUsage());

let offset = 0;
answer("clock", (milliseconds) => {
  offset = milliseconds;
});

const RealDate = Date;
const now = () => RealDate.now() + offset;
globalThis.Date = new Proxy(RealDate, {
  apply: () => new RealDate(now()).toString(),
  construct: (target, args, newTarget) =>
    Reflect.construct(target, args.length === 0 ? [now()] : args, newTarget),
  get: (target, property) => (property === "now" ? now : Reflect.get(target, property)),
});

module.exports = { answer };
