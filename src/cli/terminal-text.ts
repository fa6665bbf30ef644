/** Control characters, and those that change the direction of text around them. */
const UNSAFE = /[\p{Cc}\u061C\u200E\u200F\u2028\u2029\u202A-\u202E\u2066-\u2069]/gu;

/** Text from files for a terminal: control characters are shown as escapes such as `\u001b`, and do nothing. */
export function terminalText(text: string): string {
  return text.replaceAll(UNSAFE, (letter) => {
    if (letter === '\n') return '\\n';
    if (letter === '\t') return '\\t';
    if (letter === '\r') return '\\r';
    return `\\u${letter.charCodeAt(0).toString(16).padStart(4, '0')}`;
  });
}

/** The same for a message of several lines. */
export function terminalLines(text: string): string {
  return text.split('\n').map(terminalText).join('\n');
}
