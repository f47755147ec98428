process.stderr.write("create-session-app: no command yet\n");
process.exitCode = 2;
