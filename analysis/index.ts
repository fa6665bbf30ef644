/** What the numbers say: facts about tables, as data. Every other room imports analysis through this file. */
export {};
