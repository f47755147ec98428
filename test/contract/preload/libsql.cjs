// Notes the SQL that libsql's native driver runs in the server under test. The hook sits where Node
// loads native code, so it sees the driver however the bundler reaches it.
const { answer } = require("./control.cjs");

const ran = [];
answer("libsql:ran", () => ran);

const load = process.dlopen;
process.dlopen = function dlopen(module, filename, ...rest) {
  load.call(process, module, filename, ...rest);
  if (typeof module.exports?.databasePrepareSync === "function") {
    module.exports = noted(module.exports);
  }
};

/** The driver's functions are called as methods: on a database, or on a statement. */
function noted(driver) {
  const texts = new WeakMap();
  const run = (name) =>
    function noteStatement(...args) {
      ran.push(texts.get(this) ?? "");
      return driver[name].apply(this, args);
    };
  return {
    ...driver,
    databasePrepareSync(sql) {
      const statement = driver.databasePrepareSync.call(this, sql);
      texts.set(statement, sql);
      return statement;
    },
    databaseExecSync(sql) {
      ran.push(sql);
      return driver.databaseExecSync.call(this, sql);
    },
    statementRun: run("statementRun"),
    statementGet: run("statementGet"),
    statementRowsSync: run("statementRowsSync"),
  };
}
