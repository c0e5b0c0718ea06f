// The page to try the API: everything it loads comes from this host. Reading stands before writing.
SwaggerUIBundle({ url: "/openapi.json", dom_id: "#api", deepLinking: true, validatorUrl: null, tagsSorter: "alpha" });
