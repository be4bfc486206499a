import type { Nodes } from "mdast";
// Only for its types: directives are no part of mdast itself.
import type {} from "mdast-util-directive";

import type { components } from "./schema.js";

type Schemas = components["schemas"];

declare module "mdast" {
  interface HeadingData {
    id: string;
  }
  interface LinkData {
    target: Schemas["Ref"] | null;
  }
  // Definition lists, as mdast-util-definition-list has them.
  interface DefListTerm extends Parent {
    type: "defListTerm";
    children: PhrasingContent[];
  }
  interface DefListDescription extends Parent {
    type: "defListDescription";
    children: (BlockContent | DefinitionContent)[];
  }
  interface DefList extends Parent {
    type: "defList";
    children: (DefListTerm | DefListDescription)[];
  }
  interface BlockContentMap {
    defList: DefList;
  }
  interface RootContentMap {
    defList: DefList;
    defListTerm: DefListTerm;
    defListDescription: DefListDescription;
  }
}

type Served = {
  [Name in keyof Schemas]: Name extends `Mdast${string}` ? Schemas[Name] : never;
}[keyof Schemas];
type ServedNode = Extract<Served, { type: string }>;

/** Of what the API serves, the types of node that are not what mdast has under that name. */
type Misfit = {
  [Type in ServedNode["type"]]: Extract<ServedNode, { type: Type }> extends Extract<Nodes, { type: Type }>
    ? never
    : Type;
}[ServedNode["type"]];

type Nothing<Type extends never> = Type;

/**
 * Does not compile where there are any. Each type of node is compared by itself: the compiler
 * stops looking a few levels down in a tree.
 */
export type Misfits = Nothing<Misfit>;
