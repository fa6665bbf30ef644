/** Control characters, and characters that change the text direction. */
const UNSAFE = /[\p{Cc}\u061C\u200E\u200F\u2028\u2029\u202A-\u202E\u2066-\u2069]/gu;

/** Makes text from files safe to print: control characters become escapes such as `\u001b`. */
export function terminalText(text: string): string {
  return text.replaceAll(UNSAFE, (letter) => {
    if (letter === '\n') return '\\n';
    if (letter === '\t') return '\\t';
    if (letter === '\r') return '\\r';
    return `\\u${letter.charCodeAt(0).toString(16).padStart(4, '0')}`;
  });
}

/** Like `terminalText`, for a message of several lines. */
export function terminalLines(text: string): string {
  return text.split('\n').map(terminalText).join('\n');
}
