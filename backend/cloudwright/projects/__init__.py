"""Projects, their briefs, options and revisions: the use-cases that tools, REST and MCP share."""
