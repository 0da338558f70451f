import type { Place } from "../install/places.js";
import { ownCommand, shellText } from "../ownCommand.js";

/** What one look has found. */
export interface Finding {
  /** what was looked at, in a word or two */
  name: string;
  /** `fault` is what stops something from working; `note` is what is only good to know */
  status: "ok" | "note" | "fault";
  /** what is there, with its version where it has one */
  found: string;
  /** for a fault: what to do, in a sentence */
  remedy?: string;
  /** for a fault that one command mends: that command */
  command?: string[];
}

/** What is looked at. */
export interface Patient extends Place {
  /** somebody asked for this place, or something of ours is there */
  isInstalled: boolean;
}

export const fault = (name: string, found: string, remedy: string, command?: string[]): Finding => ({
  name,
  status: "fault",
  found,
  remedy: command ? `${remedy}: ${shellText(command)}` : remedy,
  ...(command ? { command } : {}),
});
export const ok = (name: string, found: string): Finding => ({ name, status: "ok", found });
export const note = (name: string, found: string): Finding => ({ name, status: "note", found });

/** What mends most of what can be wrong with an installation. */
export const installAgain = ({ flags }: Place): string[] => ownCommand("install", ...flags);
