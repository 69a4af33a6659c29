import { Check, FileText, Folder, Minus } from "lucide-react";
import type { ReactNode } from "react";

import { buttonClass } from "@/components/ui/button";
import { SignInPanel } from "@/features/account/components/sign-in-panel";

import { bundle, diagramPrompt, modes, promises } from "./content";

const HOME = "/designs";

/** What Cloudwright makes and what it does not; plain links, so that it loads without the application. */
export function LandingPage() {
  return (
    <div className="text-base">
      <header className="border-b bg-card">
        <div className="mx-auto flex h-14 max-w-6xl items-center gap-2 px-4 lg:px-8">
          <img src="/favicon.svg" alt="" className="size-6" />
          <span className="flex-1 font-semibold">Cloudwright</span>
          <a href="/sign-in" className={buttonClass("secondary")}>
            Sign in
          </a>
        </div>
      </header>
      <main>
        <Hero />
        {__HAS_LANDING_DIAGRAM__ && <Diagram />}
        <Modes />
        <Bundle />
        <Promises />
      </main>
      <footer className="border-t">
        <p className="mx-auto max-w-6xl px-4 py-8 text-sm text-muted-foreground lg:px-8">
          Cloudwright is not made or endorsed by Amazon Web Services. AWS names and icons belong to
          Amazon.com, Inc. or its affiliates.
        </p>
      </footer>
    </div>
  );
}

function Hero() {
  return (
    <section className="mx-auto grid max-w-6xl gap-8 px-4 py-14 lg:grid-cols-[1fr_20rem] lg:items-end lg:gap-16 lg:px-8 lg:py-24">
      <div>
        <h1 className="max-w-2xl text-3xl/10 font-semibold tracking-tight text-balance lg:text-5xl/14">
          Say what the system must do. Take away AWS code that was checked.
        </h1>
        <p className="mt-5 max-w-xl text-pretty text-muted-foreground lg:text-lg/7">
          Cloudwright turns one sentence into architecture options with prices, reviews the one you
          choose and compiles it to CloudFormation and Terraform. Diagram, price, findings and code
          come from one model, so they always agree.
        </p>
      </div>
      <div className="flex flex-col">
        <SignInPanel next={HOME} onSignedIn={() => location.assign(HOME)} />
      </div>
    </section>
  );
}

function Diagram() {
  const alt =
    "Architecture diagram of an image pipeline: eight components with their AWS icons, prices and findings, seven numbered steps, and a title block with region, monthly cost and date";
  return (
    <Section title="What one sentence gave" id="result">
      <figure className="overflow-hidden rounded-lg border bg-card">
        <figcaption className="border-b px-5 py-4 lg:px-6">
          <blockquote className="max-w-3xl text-pretty">“{diagramPrompt}”</blockquote>
          <p className="mt-1 text-sm text-muted-foreground">
            The simplest of three options, exactly as the built-in designer drew it.
          </p>
        </figcaption>
        <DiagramImage alt={alt} theme="light" />
        <DiagramImage alt={alt} theme="dark" />
      </figure>
    </Section>
  );
}

interface DiagramImageProps {
  alt: string;
  theme: "light" | "dark";
}

/** The image of the theme that is not shown is not loaded either; the link shows it in full size. */
function DiagramImage({ alt, theme }: DiagramImageProps) {
  const address = `/landing-diagram-${theme}.svg`;
  return (
    <div
      className={
        theme === "light" ? "overflow-x-auto dark:hidden" : "hidden overflow-x-auto dark:block"
      }
    >
      <a href={address} className="block min-w-[44rem] -outline-offset-2">
        <img
          src={address}
          alt={alt}
          width={1338}
          height={1125}
          loading="lazy"
          className="mx-auto w-full max-w-[62rem] p-4"
        />
      </a>
    </div>
  );
}

function Modes() {
  return (
    <Section title="Three modes, one design" id="modes">
      <ol className="divide-y rounded-lg border bg-card">
        {modes.map((mode, index) => (
          <li
            key={mode.name}
            className="grid gap-x-8 gap-y-2 p-5 md:grid-cols-[11rem_1fr] lg:grid-cols-[11rem_1fr_16rem] lg:p-6"
          >
            <h3 className="flex items-baseline gap-3 text-base/6 font-semibold">
              <span className="text-sm text-muted-foreground tabular-nums">{index + 1}</span>
              {mode.name}
            </h3>
            <div>
              <p className="font-medium">{mode.lead}</p>
              <p className="mt-1 text-pretty text-muted-foreground">{mode.text}</p>
            </div>
            <p className="text-sm text-muted-foreground md:col-start-2 lg:col-start-3 lg:border-l lg:pl-6">
              <span className="block text-xs">You end with</span>
              <span className="text-foreground">{mode.outcome}</span>
            </p>
          </li>
        ))}
      </ol>
    </Section>
  );
}

function Bundle() {
  return (
    <Section title="What is in the bundle" id="bundle">
      <dl className="overflow-hidden rounded-lg border bg-card">
        {bundle.map(({ path, what }) => (
          <div
            key={path}
            className="grid gap-x-6 border-b px-5 py-3 last:border-b-0 sm:grid-cols-[17rem_1fr] lg:px-6"
          >
            <dt className="flex items-center gap-2 font-mono text-sm">
              {path.endsWith("/") ? (
                <Folder aria-hidden="true" className="size-4 shrink-0 text-muted-foreground" />
              ) : (
                <FileText aria-hidden="true" className="size-4 shrink-0 text-muted-foreground" />
              )}
              {path}
            </dt>
            <dd className="pl-6 text-sm text-muted-foreground sm:pl-0">{what}</dd>
          </div>
        ))}
      </dl>
    </Section>
  );
}

function Promises() {
  return (
    <Section title="What it is, and what it is not" id="promises">
      <div className="grid gap-8 md:grid-cols-2">
        <Points
          title="It is"
          items={promises.is}
          icon={<Check aria-hidden="true" className="mt-1 size-4 shrink-0 text-ok" />}
        />
        <Points
          title="It is not"
          items={promises.isNot}
          icon={<Minus aria-hidden="true" className="mt-1 size-4 shrink-0 text-muted-foreground" />}
        />
      </div>
    </Section>
  );
}

interface PointsProps {
  title: string;
  items: readonly string[];
  icon: ReactNode;
}

function Points({ title, items, icon }: PointsProps) {
  return (
    <div>
      <h3 className="mb-3 font-semibold">{title}</h3>
      <ul className="flex flex-col gap-3">
        {items.map((item) => (
          <li key={item} className="flex gap-3 text-pretty text-muted-foreground">
            {icon}
            {item}
          </li>
        ))}
      </ul>
    </div>
  );
}

interface SectionProps {
  id: string;
  title: string;
  children: ReactNode;
}

function Section({ id, title, children }: SectionProps) {
  return (
    <section aria-labelledby={id} className="mx-auto max-w-6xl px-4 pb-16 lg:px-8 lg:pb-20">
      <h2 id={id} className="mb-5 text-xl/7 font-semibold">
        {title}
      </h2>
      {children}
    </section>
  );
}
