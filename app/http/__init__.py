"""HTTP: the middleware stack, the routes and the server."""
