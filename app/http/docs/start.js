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

async function start() {
  const response = await fetch("openapi.json");
  const spec = await response.json();
  for (const operations of Object.values(spec.paths)) {
    delete operations.head;
    for (const operation of Object.values(operations)) delete operation.security;
  }
  delete spec.components.securitySchemes;
  spec.servers = [{ url: new URL(spec.servers[0].url, location.href).href }];
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
