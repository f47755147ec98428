// Profiles the server under test: `npm run bench:apps -- --profile <folder>`. Costs nothing before it
// is asked to.
const { Session } = require("node:inspector");
const { answer } = require("./control.cjs");

const session = new Session();
const post = (method, payload) =>
  new Promise((resolve, reject) => {
    session.post(method, payload, (error, result) => (error ? reject(error) : resolve(result)));
  });

answer("profile:start", async () => {
  session.connect();
  await post("Profiler.enable");
  await post("Profiler.setSamplingInterval", { interval: 200 }); // microseconds
  await post("Profiler.start");
});

answer("profile:stop", async () => {
  const { profile } = await post("Profiler.stop");
  session.disconnect();
  return profile;
});
