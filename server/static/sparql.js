// Puts the YASQE editor over the textarea of the SPARQL page. The form stays what is sent, so the
// page works the same without this script. Completion asks this server only.
"use strict";

(() => {
  const area = document.getElementById("query");
  if (!area || typeof Yasqe === "undefined") return;

  const fetched = (address) => fetch(address).then((answer) => (answer.ok ? answer.json() : []));

  // The stock class and property completers send what is typed to a third party, and the stock
  // prefix list is not ours: all three are replaced before any editor exists.
  Yasqe.Autocompleters = Yasqe.Autocompleters || {};
  for (const kind of ["class", "property"]) {
    const stock = Yasqe.Autocompleters[kind];
    if (!stock) continue;
    Yasqe.registerAutocompleter(
      { ...stock, bulk: true, persistenceId: undefined, get: () => fetched("/sparql/terms?kind=" + kind) },
      false,
    );
  }
  const prefixes = Yasqe.Autocompleters.prefixes;
  if (prefixes) {
    Yasqe.registerAutocompleter(
      { ...prefixes, persistenceId: undefined, get: () => fetched("/sparql/prefixes") },
      false,
    );
  }

  const holder = document.createElement("div");
  area.parentNode.insertBefore(holder, area);
  const run = () => {
    area.value = editor.getValue();
    area.form.requestSubmit();
  };
  const editor = new Yasqe(holder, {
    value: area.value,
    persistenceId: null,
    consumeShareLink: null,
    createShareableLink: null,
    showQueryButton: false,
    prefixCcApi: null,
    autocompleters: ["prefixes", "variables", "class", "property"],
    requestConfig: { endpoint: "/sparql" },
    screenReaderLabel: "SPARQL query",
    // Tab goes on to the next control, as everywhere in a form.
    extraKeys: {
      "Tab": false,
      "Shift-Tab": false,
      "Ctrl-Enter": run,
      "Cmd-Enter": run,
      "Ctrl-Space": (it) => it.autocomplete(),
    },
  });
  editor.setValue(area.value);
  editor.setSize("100%", "24rem");
  // The textarea is out of sight, and still what the form sends.
  area.classList.add("hidden");
  area.form.addEventListener("submit", () => {
    area.value = editor.getValue();
  });
})();
