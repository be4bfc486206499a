// The page shows one row for each address: HEAD is the same without a body, and no request needs a
// key, so there are no padlocks. The document itself has both.
//
// Swagger UI leaves out a level of headings, puts links into buttons and gives a list no name.
// This plugin mends that.
function Accessible({ React }) {
  const element = React.createElement;
  const withHeading = (Info) => (props) =>
    element(
      React.Fragment,
      null,
      element(Info, props),
      element("h2", { className: "wrapper endpoints" }, "Endpoints"),
    );
  const withLabel = (Select) => (props) =>
    element("label", null, "Example", element(Select, props));
  return {
    components: { DeepLink: ({ text }) => element("span", null, text) },
    wrapComponents: { InfoContainer: withHeading, ExamplesSelect: withLabel },
  };
}

// Code that scrolls is reached by keyboard; tables of answers, fields and icons have a name.
function mend(root) {
  for (const code of root.querySelectorAll("pre.microlight:not([tabindex])")) code.tabIndex = 0;
  for (const table of root.querySelectorAll("table[role=region]:not([aria-label])")) {
    const path = table.closest(".opblock")?.querySelector(".opblock-summary-path")?.dataset.path;
    table.setAttribute("aria-label", `Responses of ${path}`);
  }
  for (const row of root.querySelectorAll("tr[data-param-name]")) {
    for (const field of row.querySelectorAll(":is(input, select, textarea):not([aria-label])")) {
      field.ariaLabel = row.dataset.paramName;
    }
  }
  for (const button of root.querySelectorAll(".copy-to-clipboard button:not([aria-label])")) {
    button.ariaLabel = "Copy";
  }
}

// Swagger UI has dark colours, but does not ask which are wanted.
function follow(dark) {
  document.documentElement.classList.toggle("dark-mode", dark.matches);
}

async function start() {
  const dark = matchMedia("(prefers-color-scheme: dark)");
  follow(dark);
  dark.addEventListener("change", follow);
  const response = await fetch("openapi.json");
  const spec = await response.json();
  for (const operations of Object.values(spec.paths)) {
    delete operations.head;
    for (const operation of Object.values(operations)) delete operation.security;
  }
  delete spec.components.securitySchemes;
  spec.servers = [{ url: new URL(spec.servers[0].url, location.href).href }];
  const root = document.querySelector("#swagger-ui");
  new MutationObserver(() => mend(root)).observe(root, { childList: true, subtree: true });
  SwaggerUIBundle({
    spec,
    dom_id: "#swagger-ui",
    deepLinking: true,
    defaultModelsExpandDepth: -1,
    tryItOutEnabled: true,
    validatorUrl: null,
    plugins: [Accessible],
  });
}

start();
