"""MCP servers: their declaration, their clients, and the pool that owns them."""
