// Loaded into the servers under test, apart from those that are asked how long they take: derives
// scrypt keys at next to no cost. The contract logs in hundreds of times, and hashing passwords as
// slowly as it should be would be most of its time. Whatever is stored still tells the real cost.
const crypto = require("node:crypto");
const { syncBuiltinESMExports } = require("node:module");

const { scrypt, scryptSync } = crypto;
const cheap = { N: 2, r: 1, p: 1 };

crypto.scrypt = (password, salt, length, options, callback) =>
  typeof options === "function"
    ? scrypt(password, mixed(salt), length, cheap, options)
    : scrypt(password, mixed(salt, options), length, cheap, callback);

crypto.scryptSync = (password, salt, length, options) =>
  scryptSync(password, mixed(salt, options), length, cheap);

/** Keys that were made with other parameters stay other keys. */
function mixed(salt, { N, cost = N, r, blockSize = r, p, parallelization = p } = {}) {
  const parameters = JSON.stringify([cost, blockSize, parallelization]);
  return Buffer.concat([
    typeof salt === "string" ? Buffer.from(salt) : bytes(salt),
    Buffer.from(parameters),
  ]);
}

function bytes(view) {
  return ArrayBuffer.isView(view)
    ? Buffer.from(view.buffer, view.byteOffset, view.byteLength)
    : Buffer.from(view);
}

syncBuiltinESMExports();
