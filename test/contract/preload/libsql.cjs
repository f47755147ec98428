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

function noted(driver) {
  const texts = new WeakMap();
  const run =
    (name) =>
    (statement, ...args) => {
      ran.push(texts.get(statement) ?? "");
      return driver[name](statement, ...args);
    };
  return {
    ...driver,
    databasePrepareSync(database, sql) {
      const statement = driver.databasePrepareSync(database, sql);
      texts.set(statement, sql);
      return statement;
    },
    databaseExecSync(database, sql) {
      ran.push(sql);
      return driver.databaseExecSync(database, sql);
    },
    statementRun: run("statementRun"),
    statementGet: run("statementGet"),
    statementRowsSync: run("statementRowsSync"),
  };
}
