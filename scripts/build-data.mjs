// Turns data that npm packages carry into modules under src/analysis/data: run at install time, never committed.
