#!/usr/bin/env node
// Kept to what old versions of Node understand, so that they can say what they lack.
import module from "node:module";

const [major, minor] = process.versions.node.split(".").map(Number);

if (major < 20 || (major === 20 && minor < 9)) {
  console.error(
    `create-session-app needs Node.js 20.9 or newer; this is ${process.versions.node}.`,
  );
  process.exitCode = 1;
} else {
  // Since Node 22.1: compiled code is kept between runs, in the system's folder for such things.
  module.enableCompileCache?.();
  await import("../dist/cli.js");
}
