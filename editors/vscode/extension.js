// Starts `comity lsp` for the law files of a workspace.
const { workspace } = require("vscode");
const { LanguageClient } = require("vscode-languageclient/node");

let client;

exports.activate = function () {
  const command = workspace.getConfiguration("comity").get("command");
  const server = { command, args: ["lsp"] };
  const options = { documentSelector: [{ scheme: "file", language: "markdown", pattern: "**/law/**/*.md" }] };
  client = new LanguageClient("comity", "Comity", server, options);
  return client.start();
};

exports.deactivate = function () {
  return client && client.stop();
};
