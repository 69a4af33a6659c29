import "@/styles/index.css";

/** The landing page loads without the router, the query cache and the rest of the application. */
async function start(): Promise<void> {
  const root = document.getElementById("root");
  if (root === null) throw new Error("index.html has no #root");
  const { mount } =
    location.pathname === "/" ? await import("@/app/landing-entry") : await import("@/app/entry");
  mount(root);
}

void start();
