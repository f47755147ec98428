// Loaded into builds: refuses every connection that leaves this machine.
const net = require("node:net");

const local = new Set(["localhost", "127.0.0.1", "::1", undefined]);
const connect = net.Socket.prototype.connect;

net.Socket.prototype.connect = function refuse(...args) {
  const [first] = Array.isArray(args[0]) ? args[0] : args;
  const host = typeof first === "object" ? first?.host : args[1];
  const path = typeof first === "object" ? first?.path : undefined;
  if (path || typeof host !== "string" || local.has(host)) return connect.apply(this, args);
  throw new Error(`the build wanted to connect to ${host}`);
};
